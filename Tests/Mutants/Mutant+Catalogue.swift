internal import HTTPClient
internal import MockCore

// Servers with a wrong catalogue or account.

extension Mutant {
  static let catalogues: [Mutant] = [
    Mutant(.catalogueList, "unordered", "The models are in no order.", to: .models) { answer in
      if case .array(let models)? = answer["models"] {
        answer["models"] = .array(models.reversed())
      }
    },
    Mutant(.catalogueList, "bare", "The answer is the list itself.", to: .models) { answer in
      if let models = answer["models"] { answer.json = models }
    },
    Mutant(.catalogueList, "as-items", "The models are under items.", to: .models) { answer in
      let models = answer["models"]
      answer["models"] = nil
      if let models { answer["items"] = models }
    },
    Mutant(.catalogueList, "counts-the-page", "total is that of the page.", to: .models) { answer in
      if case .array(let models)? = answer["models"] {
        answer["total"] = .number(JSONNumber(models.count))
      }
    },
    Mutant(
      .catalogueList, "ignores-offset", "offset is said and not obeyed.",
      request: { request, _ in
        if request.call == .models {
          request.target = request.target?.replacing("offset=1", with: "offset=0")
        }
      },
      answer: { answer, request, _ in
        if request.query.contains("offset=1") { answer["offset"] = 1 }
      }),
    Mutant(
      .catalogueList, "ignores-limit", "limit is said and not obeyed.",
      request: { request, _ in
        if request.call == .models, request.query == "limit=2" { request.target = "/v1/models" }
      },
      answer: { answer, request, _ in
        if request.query == "limit=2" { answer["limit"] = 2 }
      }),
    Mutant(.catalogueList, "no-limit", "It does not say the limit.", to: .models) {
      $0["limit"] = nil
    },

    Mutant(.catalogueCategories, "bare", "The answer is the list itself.", to: .categories) {
      answer in
      if let categories = answer["categories"] { answer.json = categories }
    },
    Mutant(.catalogueCategories, "empty", "There are none.", to: .categories) { answer in
      if answer.status == 200 { answer["categories"] = [] }
    },
    Mutant(.catalogueCategories, "numbers", "They are numbers.", to: .categories) { answer in
      if answer.status == 200 { answer["categories"] = [1, 2] }
    },

    Mutant(.catalogueDetail, "other-case", "model_id is in upper case.", to: .model) { answer in
      answer.change("model_id") { $0.uppercased() }
    },
    Mutant(.catalogueDetail, "as-id", "The id stands under id.", to: .model) { answer in
      let id = answer["model_id"]
      answer["model_id"] = nil
      if let id { answer["id"] = id }
    },
    Mutant(.catalogueDetail, "price-as-text", "The price is a text.", to: .model) {
      $0.quote("base_price_usd")
    },
    Mutant(.catalogueDetail, "no-unit", "The price has no unit.", to: .model) {
      $0["price_unit"] = nil
    },
    Mutant(.catalogueDetail, "no-schema", "There is no input schema.", to: .model) {
      $0["input_schema"] = nil
    },
    Mutant(.catalogueDetail, "schema-as-text", "The input schema is a text.", to: .model) {
      $0.quote("input_schema")
    },

    Mutant(
      .catalogueQuery, "takes-zero", "A limit of 0 is taken for 1.",
      request: { request, _ in
        if request.call == .models, request.query == "limit=0" {
          request.target = "/v1/models?limit=1"
        }
      }),
    Mutant(
      .catalogueQuery, "takes-501", "A limit of 501 is taken for 500.",
      request: { request, _ in
        if request.call == .models, request.query == "limit=501" {
          request.target = "/v1/models?limit=500"
        }
      }),
    Mutant(.catalogueQuery, "refuses-500", "A limit of 500 is refused.") { answer, request, _ in
      if request.call == .models, request.query == "limit=500" { answer.refuse(422, 422_001) }
    },
    Mutant(.catalogueQuery, "fails", "It answers 500.", refusal: .catalogueQuery) {
      $0.becomePage(500)
    },
    Mutant(
      .catalogueQuery, "takes-below-0", "An offset below 0 is taken for 0.",
      request: { request, _ in
        if request.call == .models, request.query == "offset=-1" { request.target = "/v1/models" }
      }),

    Mutant(.accountBalance, "as-text", "balance_usd is a text.", to: .balance) {
      $0.quote("balance_usd")
    },
    Mutant(.accountBalance, "cents", "balance_microdollars are cents.", to: .balance) {
      $0["balance_microdollars"] = 1250
    },
    Mutant(.accountBalance, "no-currency", "There is no currency.", to: .balance) {
      $0["currency"] = nil
    },
    Mutant(.accountDeployments, "wrapped", "The list stands under deployments.", to: .deployments) {
      answer in
      if answer.status == 200 { answer.text = #"{"deployments":[]}"# }
    },
    Mutant(.accountDeployments, "null", "No deployments are null.", to: .deployments) { answer in
      if answer.status == 200 { answer.text = "null" }
    },
    Mutant(.accountDeployments, "missing", "There is no such path.", to: .deployments) {
      $0.refuse(404, 404_001)
    },
  ]
}
