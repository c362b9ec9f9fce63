"""A folder of model files is read again while the server runs."""

import contextlib
import json
import os
import shutil
import threading

import pytest
import requests

from server import OVIS, Mock, model_text, until

MINE = "me/mine"


class Folder:
    """A folder of model files and the server that watches it."""

    def __init__(self, path, server):
        self.path = path
        self.server = server

    def write(self, name, text):
        (self.path / name).write_text(text)

    def replace(self, name, text):
        """As editors do: another file takes the name."""
        (self.path / f".{name}.tmp").write_text(text)
        os.replace(self.path / f".{name}.tmp", self.path / name)

    def longest(self, model=MINE):
        """The model's bound as it is served; None without the model."""
        answer = self.server.get(f"/v1/models/{model}")
        if answer.status_code == 400:
            return None
        return answer.json()["input_schema"]["properties"]["prompt"].get("maxLength", 0)

    def await_longest(self, length, model=MINE):
        until(lambda: self.longest(model) == length, seconds=10)

    def takes(self, length, model=MINE):
        """Whether a prompt of that length is accepted."""
        answer = self.server.post(f"/v1/models/{model}", json={"prompt": "x" * length})
        assert answer.status_code in (200, 422), answer.text
        return answer.status_code == 200

    def await_error(self, *words):
        def found():
            errors = list(self.server.errors)
            return [error for error in errors if all(word in error for word in words)]
        return until(found, seconds=10)[0]


@contextlib.contextmanager
def serving(path, *options):
    path.mkdir()
    (path / "mine.json").write_text(model_text(longest=10))
    with Mock("--models", str(path), *options) as server:
        yield Folder(path, server)


@pytest.fixture
def folder(tmp_path):
    with serving(tmp_path / "models", "--instant") as folder:
        yield folder


@pytest.fixture(params=[Folder.write, Folder.replace], ids=["in place", "by rename"])
def write(request):
    return request.param


def test_an_edit_is_served_and_judged_by(folder, write):
    assert folder.takes(10) and not folder.takes(11)
    write(folder, "mine.json", model_text(longest=20))
    folder.await_longest(20)
    assert folder.takes(20) and not folder.takes(21)
    assert folder.server.errors == []
    until(lambda: f"1 model from {folder.path}\n" in list(folder.server.lines))


def test_a_file_is_added_and_removed(folder, write):
    total = folder.server.get("/v1/models").json()["total"]
    write(folder, "other.json", model_text("me/other", longest=5))
    folder.await_longest(5, "me/other")
    assert folder.server.get("/v1/models").json()["total"] == total + 1
    (folder.path / "other.json").unlink()
    folder.await_longest(None, "me/other")
    assert folder.server.get("/v1/models").json()["total"] == total
    assert folder.longest() == 10


def test_a_spoiled_file_keeps_its_model_until_it_is_mended(folder, write):
    write(folder, "mine.json", '{\n  "model_id": "me/mine",\n  "output_type": "imge"\n}')
    error = folder.await_error("mine.json:3:18: error: output_type: ", "did you mean 'image'?")
    assert error.startswith(f"{folder.path}/mine.json:3:18: ")
    folder.await_error("mine.json:1:1: error: input_schema: the key is missing")
    assert folder.longest() == 10 and folder.takes(10) and not folder.takes(11)
    # The others go on changing beside it.
    write(folder, "other.json", model_text("me/other", longest=5))
    folder.await_longest(5, "me/other")
    assert folder.longest() == 10
    write(folder, "mine.json", model_text(longest=30))
    folder.await_longest(30)
    assert folder.takes(30)


@pytest.mark.parametrize("text,words", [
    ("", ["mine.json:1:1: error: ", "not JSON"]),
    ('{"model_id": "me/mine",', ["mine.json:1:24: error: ", "not JSON"]),
    (model_text(longest=20).replace("maxLength", "maxlength"),
     ["mine.json:12:9: error: ", "did you mean 'maxLength'?"])])
def test_a_mistake_is_told_with_its_place(folder, text, words):
    folder.write("mine.json", text)
    folder.await_error(*words)
    assert folder.longest() == 10


@pytest.mark.parametrize("take_away", [shutil.rmtree, lambda path: path.rename(f"{path}.old")])
def test_a_folder_that_is_replaced_is_watched_again(folder, take_away):
    take_away(folder.path)
    folder.await_error("cannot read the folder", str(folder.path))
    assert folder.longest() == 10
    folder.path.mkdir()
    folder.write("mine.json", model_text(longest=20))
    folder.await_longest(20)
    folder.write("mine.json", model_text(longest=30))
    folder.await_longest(30)


def test_a_second_file_of_a_model_is_an_error(folder):
    folder.write("second.json", model_text(longest=40))
    folder.await_error("second.json:2:15: error: ", "me/mine is already the model of mine.json")
    assert folder.longest() == 10
    (folder.path / "mine.json").unlink()
    folder.await_longest(40)


def test_a_shipped_model_is_replaced_and_comes_back(folder):
    assert folder.longest(OVIS) == 0
    folder.write("ovis.json", model_text(OVIS, longest=8))
    folder.await_longest(8, OVIS)
    (folder.path / "ovis.json").unlink()
    folder.await_longest(0, OVIS)


def test_a_job_of_a_removed_model_still_answers(folder):
    folder.write("mine.json", model_text(longest=20, base_price_usd=0.07))
    folder.await_longest(20)
    job = folder.server.post(f"/v1/models/{MINE}", json={"prompt": "x"}).json()["request_id"]
    before = folder.server.get(f"/v1/requests/{job}/result?include_cost=true").json()
    assert before["cost"] == 0.07
    (folder.path / "mine.json").unlink()
    folder.await_longest(None)
    assert folder.server.post(f"/v1/models/{MINE}", json={"prompt": "x"}).status_code == 400
    assert folder.server.status(job).json()["status"] == "completed"
    assert folder.server.get(f"/v1/requests/{job}/result?include_cost=true").json() == before
    # Neither does another kind of model with that id change the output.
    folder.write("mine.json", model_text(longest=50, output_type="video"))
    folder.await_longest(50)
    assert folder.server.result(job).json()["output"] == before["output"]
    picture = requests.get(before["output"]["image"], timeout=20)
    assert picture.headers["Content-Type"] == "image/png"


def test_other_files_are_no_models(folder):
    for name in (".hidden.json", "notes.txt", "mine.json~"):
        folder.write(name, "no model")
    (folder.path / "deeper").mkdir()
    (folder.path / "deeper" / "model.json").write_text(model_text("me/deeper"))
    folder.write("mine.json", model_text(longest=60))
    folder.await_longest(60)
    assert folder.longest("me/deeper") is None
    assert folder.server.errors == []


def test_polls_go_on_undisturbed(tmp_path):
    with serving(tmp_path / "models", "--speed", "0.01", "--quiet") as folder:
        job = folder.server.post(f"/v1/models/{MINE}", json={"prompt": "x"}).json()["request_id"]
        answers = []
        ended = threading.Event()

        def poll():
            with requests.Session() as session:
                while not ended.is_set():
                    answer = session.get(
                        f"{folder.server.url}/v1/requests/{job}/status", timeout=20,
                        headers={"Authorization": "Bearer test"})
                    answers.append((answer.status_code, json.loads(answer.text)["status"]))

        poller = threading.Thread(target=poll)
        poller.start()
        try:
            for length in range(100, 110):
                folder.replace("mine.json", model_text(longest=length))
                folder.await_longest(length)
        finally:
            ended.set()
            poller.join(timeout=20)
        assert len(answers) > 20 and set(answers) == {(200, "in_queue")}
