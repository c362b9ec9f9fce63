"""Stories from the command line: listed, shown, checked, chosen, read again."""

import json

import pytest

from server import FIXTURES, ROOT, Mock, assert_wrong, model_text, printed, run, until

FILES = sorted((ROOT / "scenarios").glob("*/*.yaml"))
NAMES = [f"{path.parent.name}/{path.stem}" for path in FILES]


def story_text(name="me/mine", status=501):
    """A story in which each status call is answered with that number."""
    fault = f"{{ on: status, nth: every, do: {{ answer: {{ status: {status} }} }} }}"
    return f"version: 1\nstory: {name}\ntitle: Mine\nscript:\n  faults:\n    - {fault}\n"


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "mine.yaml").write_text(story_text())
    return tmp_path


def status(server, token):
    job = server.job(token=token)
    return server.status(job, token=token).status_code


# MARK: scenarios list, scenarios show

def test_list_names_those_that_ship(folder):
    def names(*options):
        lines = printed("scenarios", "list", *options).splitlines()
        return [line.split()[0] for line in lines if not line.startswith(" ")]
    assert names() == sorted(NAMES)
    assert names("--scenarios", str(folder)) == sorted([*NAMES, "me/mine"])


@pytest.mark.parametrize("path,name", list(zip(FILES, NAMES)), ids=NAMES)
def test_show_prints_the_file(path, name):
    assert printed("scenarios", "show", name) == path.read_text()


def test_a_story_of_a_folder_is_shown_in_the_place_of_a_shipped_one(folder):
    (folder / "mine.yaml").write_text(story_text(NAMES[0]))
    shown = printed("scenarios", "show", NAMES[0], "--scenarios", str(folder))
    assert shown == story_text(NAMES[0])


@pytest.mark.parametrize("arguments,words", [
    (["scenarios", "show", "submit/anser-lost"], ["did you mean 'submit/answer-lost'?"]),
    (["scenarios", "show", "zzz"], ["scenarios list"]),
    (["scenarios", "show"], ["<name>"]),
    (["scenarios", "lst"], ["lst"]),
    (["scenarios", "list", "--scenarios", "/nonexistent"], ["/nonexistent", "No such file"]),
    (["lint"], ["<file>"]),
    (["lint", "/nonexistent.yaml"], ["/nonexistent.yaml", "No such file"]),
    (["lint", "/nonexistent.yaml", str(FILES[0])], ["/nonexistent.yaml", "No such file"]),
    (["lint", str(FIXTURES / "golden")], ["golden", "*.yaml"]),
    (["lint", "--quit", str(FILES[0])], ["--quit"]),
], ids=lambda value: " ".join(value)[:50])
def test_a_wrong_call_is_one_line_and_exit_code_2(arguments, words):
    assert_wrong(run(*arguments), *words)


# MARK: lint

def test_what_ships_is_fine():
    done = printed("lint", *(str(FIXTURES / name) for name in ("models", "profiles")), str(ROOT / "scenarios"))
    assert done == f"{68 + 2 + len(FILES)} files: fine\n"
    assert printed("lint", "--quiet", str(ROOT / "scenarios")) == ""


def test_every_mistake_of_every_file_is_a_line_with_its_place(folder):
    (folder / "again.yaml").write_text(story_text())
    (folder / "cut.json").write_text('{"model_id": ')
    (folder / "model.json").write_text(model_text().replace("image", "imge"))
    (folder / "profile.json").write_text(json.dumps({"profile": "ours", "base": "documnted"}))
    (folder / "story.yaml").write_text("version: 1\nstory: me/other\ntitle: no\nscript: { jbo: {} }\n")
    done = run("lint", str(folder))
    assert (done.returncode, done.stderr) == (1, "")
    lines = done.stdout.splitlines()
    assert lines[-1] == "6 files: 5 with mistakes"
    places = [line.removeprefix(f"{folder}/").split(": ")[0] for line in lines[:-1]]
    assert places == [
        "cut.json:1:14", "mine.yaml:2:8", "model.json:3:18", "profile.json:1:29", "story.yaml:3:8",
        "story.yaml:4:11"]
    assert all(": error: " in line for line in lines[:-1])
    for words in ("me/mine is already the story of", "did you mean 'image'?", "did you mean 'job'?",
                  "did you mean 'documented'?"):
        assert words in done.stdout
    assert run("lint", "--quiet", str(folder)).stdout.splitlines() == lines[:-1]


def test_standard_input_is_a_file():
    done = run("lint", "-", input="version: 1\nstory: a\ntitle: 010\n")
    assert done.returncode == 1
    assert done.stdout.startswith("<stdin>:3:8: error: title: ")


def test_control_characters_are_shown_and_not_sent_to_the_terminal():
    done = run("lint", "-", input='version: 1\nstory: a\ntitle: b\n"\\e[31mred": 1\n')
    assert "\x1b" not in done.stdout and "\\u{1b}[31mred" in done.stdout


# MARK: serve

def test_a_story_for_everybody_and_for_one_token():
    with Mock("--instant", "--scenario", "status/not-found-at-first") as server:
        assert status(server, "me") == 404
        assert status(server, "status.poll-storm~me") == 200
        assert status(server, "status.bad-gateway~me") == 200


def test_a_folder_is_read_again_and_running_tenants_keep_their_story(folder):
    with Mock("--instant", "--scenarios", str(folder), "--scenario", "me/mine") as server:
        assert server.lines[1:] and f"1 story from {folder}\n" in until(lambda: list(server.lines[2:]))
        assert status(server, "first") == 501
        (folder / "mine.yaml").write_text(story_text(status=502))
        (folder / "other.yaml").write_text(story_text("me/other", 503))
        until(lambda: f"2 stories from {folder}\n" in list(server.lines))
        assert (status(server, "first"), status(server, "second")) == (501, 502)
        assert status(server, "me.other~1") == 503

        (folder / "mine.yaml").write_text("version: 1\nstory: me/mine\ntitle: Mine\nscirpt: {}\n")
        error = until(lambda: list(server.errors))[0]
        assert error == (
            f"{folder}/mine.yaml:4:1: error: scirpt: unknown key; did you mean 'script'?\n")
        until(lambda: f"2 stories from {folder}; what has an error stays as it was\n" in list(server.lines))
        assert status(server, "third") == 502


def test_every_mistake_in_a_folder_is_told_with_its_place(folder):
    (folder / "a.yaml").write_text("story: [\n")
    (folder / "b.yml").write_text("version: 1\nstory: me/mine\ntitle: on\n")
    for command in (["serve", "--port", "0"], ["scenarios", "list"], ["scenarios", "show", NAMES[0]]):
        done = run(*command, "--scenarios", str(folder))
        assert (done.returncode, done.stdout) == (2, "")
        places = [line.removeprefix(f"{folder}/").split(": ")[0] for line in done.stderr.splitlines()]
        assert places == ["a.yaml:2:1", "b.yml:3:8"]
