internal import HTTPMessages

extension Service {
  /// `GET /prod/v2/balance`.
  func balance(_ call: inout Call, _ response: inout Response) {
    call.promise = .accountBalance
    let balance = call.tenant.map(balance(of:)) ?? settings.balance
    response.body.append(json: #"{"balance_usd":"#)
    response.body.append(decimal: balance / 1_000_000)
    // At least one digit behind the point, no zeros beyond it.
    var digits = Array(String(1_000_000 + balance % 1_000_000).utf8.dropFirst())
    while digits.count > 1, digits.last == UInt8(ascii: "0") { digits.removeLast() }
    response.body.append(UInt8(ascii: "."))
    response.body.append(contentsOf: digits)
    response.body.append(json: #","balance_microdollars":"#)
    response.body.append(decimal: balance)
    response.body.append(json: #","currency":"USD"}"#)
  }

  /// What a tenant has, in millionths of a US dollar.
  func balance(of tenant: Int) -> Int {
    guard tenants[tenant].isScripted else { return settings.balance }
    return tenants[tenant].script?.script.balance ?? settings.balance
  }

  /// `GET /prod/v2/deployments`: there are none; clients use the call to check their token.
  func deployments(_ call: inout Call, _ response: inout Response) {
    call.promise = .accountDeployments
    response.body.append(json: "[]")
  }

  /// `GET /_mock/health`.
  func health(_ call: inout Call, _ response: inout Response) {
    call.promise = .mockHealth
    response.body.append(json: #"{"status":"ok","product":"runcomfy-mock","version":"#)
    response.body.append(jsonString: settings.version)
    response.body.append(UInt8(ascii: "}"))
  }
}
