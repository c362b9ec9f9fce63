"""CPU of one submit, against the C floor that reads and discards the same body."""

from contextlib import ExitStack

from . import messages
from .compare import absolute, compare, ratio
from .report import Row

TARGET = 1.35


def measure(contestants, load_core, rounds, seconds):
    with ExitStack() as running:
        product = running.enter_context(contestants.product())
        _, body = messages.answer(product.port, messages.submit(product.port))
        floor = running.enter_context(contestants.floor(post_body=body))
        twin = running.enter_context(contestants.floor(post_body=body, name="twin"))
        servers = [product, floor, twin]
        replayed = {server.name: [messages.submit(server.port)] for server in servers}
        results = compare(servers, replayed, contestants.directory, load_core, rounds, seconds)

    against_floor = ratio(results, "product", "floor")
    return [
        Row(f"CPU of a submit ({messages.BODY_BYTES} bytes), against the C floor",
            str(against_floor), f"≤ {TARGET} ×", against_floor.median <= TARGET),
        Row("… the C floor against a second copy of itself", str(ratio(results, "twin", "floor"))),
        Row("… absolute: product", absolute(results, "product")),
        Row("… absolute: C floor", absolute(results, "floor")),
    ]  # fmt: skip
