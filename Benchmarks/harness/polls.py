"""CPU of one status poll, against the C floor and nginx with the same number of bytes."""

import json
import time
from contextlib import ExitStack

from . import messages
from .compare import absolute, compare, ratio
from .errors import CannotMeasure
from .report import Row

JOBS = 1000
TARGET = 1.15


def measure(contestants, load_core, rounds, seconds):
    with ExitStack() as running:
        product = running.enter_context(contestants.product())
        paths = completed_jobs(product.port)
        head, body = messages.answer(product.port, messages.get(product.port, paths[0]))
        floor = running.enter_context(contestants.floor(get_body=body))
        # The same program twice: how far its ratio is from 1 is how far any ratio can be wrong.
        twin = running.enter_context(contestants.floor(get_body=body, name="twin"))
        nginx = running.enter_context(contestants.nginx(body))

        servers = [product, floor, twin, nginx]
        for server in servers[1:]:
            _, other = messages.answer(server.port, messages.get(server.port, paths[0]))
            if len(other) != len(body):
                raise CannotMeasure(f"{server.name}: {len(other)} bytes, product {len(body)}")
        replayed = {s.name: [messages.get(s.port, path) for path in paths] for s in servers}
        results = compare(servers, replayed, contestants.directory, load_core, rounds, seconds)

    against_floor = ratio(results, "product", "floor")
    size = f"{len(body)} bytes and {len(head)} of head"
    return [
        Row(f"CPU of a status poll ({size}), against the C floor", str(against_floor),
            f"≤ {TARGET} ×", against_floor.median <= TARGET),
        Row("… against nginx `return 200`", str(ratio(results, "product", "nginx"))),
        Row("… nginx against the C floor", str(ratio(results, "nginx", "floor"))),
        Row("… the C floor against a second copy of itself", str(ratio(results, "twin", "floor"))),
        Row("… absolute: product", absolute(results, "product")),
        Row("… absolute: C floor", absolute(results, "floor")),
        Row("… absolute: nginx", absolute(results, "nginx")),
    ]  # fmt: skip


def completed_jobs(port):
    """The status paths of a fleet of jobs, all completed and all answered with the same length."""
    with messages.Connection(port) as connection:
        paths = []
        for _ in range(JOBS):
            id = messages.submitted(connection.send(messages.submit(port)))
            paths.append(f"/v1/requests/{id}/status")
        deadline = time.monotonic() + 60
        while status(connection, port, paths[-1])[0] != "completed":
            if time.monotonic() > deadline:
                raise CannotMeasure("a job was not completed after a minute")
            time.sleep(0.2)
        answers = {status(connection, port, path) for path in paths}
    if len(answers) != 1:
        raise CannotMeasure(f"the jobs should all answer alike, but (state, length): {answers}")
    return paths


def status(connection, port, path):
    _, body = connection.send(messages.get(port, path))
    return json.loads(body)["status"], len(body)
