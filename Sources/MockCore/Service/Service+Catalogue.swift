internal import HTTPMessages

extension Service {
  /// `GET /v1/models`.
  func modelList(
    _ request: Request, _ call: inout Call, _ response: inout Response
  ) throws(Refusal) {
    let query = Query(request)
    let limit = try integer(query, "limit", in: 1...500, default: 100)
    let offset = try integer(query, "offset", in: 0...Int.max, default: 0)
    var filter = Catalogue.Filter()
    filter.search = query["search"]
    filter.category = query["category"]
    filter.kind = query["kind"]
    let includesSchema = query["include_schema"] == "true"

    let matching = catalogue.models(matching: filter)
    call.promise = .catalogueList
    response.body.append(json: #"{"models":["#)
    for (index, model) in matching.dropFirst(offset).prefix(limit).enumerated() {
      if index > 0 { response.body.append(UInt8(ascii: ",")) }
      response.body.append(contentsOf: includesSchema ? model.detail : model.summary)
    }
    response.body.append(json: #"],"total":"#)
    response.body.append(decimal: matching.count)
    response.body.append(json: #","limit":"#)
    response.body.append(decimal: limit)
    response.body.append(json: #","offset":"#)
    response.body.append(decimal: offset)
    response.body.append(UInt8(ascii: "}"))
  }

  /// `GET /v1/models/categories`.
  func categoryList(_ call: inout Call, _ response: inout Response) {
    call.promise = .catalogueCategories
    response.body.append(json: #"{"categories":["#)
    for (index, category) in catalogue.categories.enumerated() {
      if index > 0 { response.body.append(UInt8(ascii: ",")) }
      response.body.append(jsonString: category)
    }
    response.body.append(json: "]}")
  }

  /// `GET /v1/models/{model_id}`.
  mutating func modelDetail(
    _ id: Range<Int>, _ request: Request, _ call: inout Call, _ response: inout Response
  ) throws(Refusal) {
    let index = try model(id, request)
    call.promise = .catalogueDetail
    response.body.append(contentsOf: catalogue[index].detail)
  }

  private func integer(
    _ query: Query, _ name: String, in range: ClosedRange<Int>, default: Int
  ) throws(Refusal) -> Int {
    guard let text = query[name] else { return `default` }
    guard let value = Int(text), range.contains(value) else {
      let expected =
        range.upperBound == .max
        ? "of at least \(range.lowerBound)" : "from \(range.lowerBound) to \(range.upperBound)"
      throw .query(
        profile, "\(name) must be an integer \(expected), received '\(text.prefix(50))'.")
    }
    return value
  }
}
