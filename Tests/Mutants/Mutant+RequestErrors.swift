internal import HTTPClient
internal import MockCore

// Servers that refuse wrongly what can be said of any request.

extension Mutant {
  static let requestErrors: [Mutant] = [
    requesting(.errorHost, "guesses", "A missing Host is this one.") { request in
      request.removedFields.removeAll { $0 == "Host" }
    },
    requesting(.errorHost, "takes-blanks", "A malformed Host is taken.") { request in
      request.fields.removeAll { $0.name.lowercased() == "host" && $0.value.contains(" ") }
    },
    requesting(.errorHost, "path-first", "It looks at the path first.") { request in
      if request.path == "/v1/nothing" { request.removedFields.removeAll { $0 == "Host" } }
    },
    Mutant(.errorHost, "page", "It answers with a page.", refusal: .errorHost) {
      $0.becomePage(400)
    },

    Mutant(.errorPath, "page", "It answers 404 with a page.", refusal: .errorPath) {
      $0.becomePage(404)
    },
    Mutant(.errorPath, "home-page", "It answers with the start page.", refusal: .errorPath) {
      $0.becomePage(200)
    },
    Mutant(.errorPath, "other-code", "The code is 400001.", refusal: .errorPath) {
      $0["error_code"] = 400_001
    },

    Mutant(.errorMethod, "no-allow", "There is no Allow.", refusal: .errorMethod) {
      $0[field: "Allow"] = nil
    },
    Mutant(.errorMethod, "wrong-allow", "Allow is always GET.", refusal: .errorMethod) {
      $0[field: "Allow"] = "GET"
    },
    Mutant(.errorMethod, "says-404", "It answers 404.", refusal: .errorMethod) {
      $0.refuse(404, 404_001)
    },
    requesting(.errorMethod, "any-method", "Any method is GET.") { request in
      if request.method == "PATCH" { request.method = "GET" }
    },

    Mutant(.errorToken, "says-403", "It answers 403.", refusal: .errorToken) { $0.status = 403 },
    Mutant(.errorToken, "other-code", "The code is 401001.", refusal: .errorToken) {
      $0["error_code"] = 401_001
    },
    Mutant(.errorToken, "page", "It answers with a page.", refusal: .errorToken) {
      $0.becomePage(401)
    },
    Mutant(.errorToken, "code-as-text", "The code is a text.", refusal: .errorToken) {
      $0.quote("error_code")
    },
    requesting(.errorToken, "takes-basic", "Any scheme will do.") { request in
      for (index, field) in request.fields.enumerated() where field.value.hasPrefix("Basic ") {
        request.fields[index].value = field.value.replacing("Basic ", with: "Bearer ")
      }
    },
    requesting(.errorToken, "takes-empty", "An empty token will do.") { request in
      for (index, field) in request.fields.enumerated() where field.value == "Bearer" {
        request.fields[index].value = "Bearer nobody"
      }
    },
    requesting(.errorToken, "open-requests", "A request is looked for before the token is.") {
      request in
      if request.call == .status, request[field: "Authorization"] == nil {
        request.fields.append(("Authorization", "Bearer guest"))
      }
    },
    requesting(.errorToken, "open-catalogue", "The catalogue is for everybody.") { request in
      if request.call == .models, request[field: "Authorization"] == nil {
        request.fields.append(("Authorization", "Bearer guest"))
      }
    },

    requesting(.errorStory, "no-story", "A token that names an unknown story has none.") {
      request in
      for (index, field) in request.fields.enumerated() where field.value.contains("no-such.story~")
      {
        request.fields[index].value = "Bearer plain"
      }
    },
    requesting(.errorStory, "nearest", "It plays the nearest story.") { request in
      for (index, field) in request.fields.enumerated() {
        request.fields[index].value = field.value.replacing(
          "unknown-stories~", with: "unknown-story~")
      }
    },

    Mutant(.errorMalformedHTTP, "page", "It answers with a page.", refusal: .errorMalformedHTTP) {
      $0.becomePage(400)
    },
    Mutant(.errorMalformedHTTP, "fails", "It answers 500.", refusal: .errorMalformedHTTP) {
      $0.refuse(500, 500_001)
    },
  ]
}
