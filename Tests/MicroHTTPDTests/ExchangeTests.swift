import Testing

@testable import MicroHTTPD

struct ExchangeTests {
  @Test func `a large body is given back at the end, the buffer of an ordinary one is kept`() {
    let exchange = Exchange()
    exchange.body = [UInt8](repeating: 0, count: 1_048_576)
    exchange.reset()
    #expect(exchange.body.capacity == 0)
    exchange.body = [UInt8](repeating: 0, count: 1000)
    exchange.reset()
    #expect(exchange.body.isEmpty)
    #expect(exchange.body.capacity >= 1000)
  }
}
