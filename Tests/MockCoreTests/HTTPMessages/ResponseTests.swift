import HTTPMessages
import Testing

struct ResponseTests {
  @Test func `a response begins as 200 in JSON without a body`() {
    let response = Response()
    #expect(response.status == 200)
    #expect(response.contentType?.description == "application/json")
    #expect(response.fields.isEmpty)
    #expect(response.body.isEmpty)
    #expect(response.shared == nil)
  }

  @Test func `a reset makes it new again`() {
    var response = Response()
    response.status = 404
    response.contentType = "image/png"
    response.fields = [Response.Field("Allow", "GET")]
    response.body = [1, 2]
    response.shared = SharedBytes([3])
    response.reset()
    #expect(response.status == 200)
    #expect(response.contentType?.description == "application/json")
    #expect(response.fields.isEmpty)
    #expect(response.body.isEmpty)
    #expect(response.shared == nil)
  }

  @Test func `a reset keeps a small buffer and lets a large one go`() {
    var response = Response()
    response.body = Array(repeating: 0, count: 10_000)
    response.reset()
    #expect(response.body.capacity >= 10_000)
    response.body = Array(repeating: 0, count: 1_000_000)
    response.reset()
    #expect(response.body.capacity < 1_000_000)
  }

  @Test func `fields are equal by name and value`() {
    #expect(Response.Field("A", "b") == Response.Field("A", "b"))
    #expect(Response.Field("A", "b") != Response.Field("A", "c"))
    #expect(Response.Field("A", "b") != Response.Field("B", "b"))
  }
}
