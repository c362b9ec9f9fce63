internal import HTTPMessages

extension Service {
  /// `GET /prod/v2/balance`: always the same 100 dollars.
  func balance(_ call: inout Call, _ response: inout Response) {
    call.promise = .accountBalance
    response.body.append(
      json: #"{"balance_usd":100.0,"balance_microdollars":100000000,"currency":"USD"}"#)
  }

  /// `GET /prod/v2/deployments`: there are none; clients use the call to check their token.
  func deployments(_ call: inout Call, _ response: inout Response) {
    call.promise = .accountDeployments
    response.body.append(json: "[]")
  }

  /// `GET /_mock/health`.
  func health(_ call: inout Call, _ response: inout Response) {
    call.promise = .mockHealth
    response.body.append(json: #"{"status":"ok","version":"#)
    response.body.append(jsonString: settings.version)
    response.body.append(UInt8(ascii: "}"))
  }
}
