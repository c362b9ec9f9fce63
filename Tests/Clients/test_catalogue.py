"""The list of models, one model, and the small calls around them."""

import math

import pytest

from server import GPT_IMAGE, IMAGINEART, MODELS, OVIS, assert_refused, keys, pairs

DETAIL = [
    "model_id", "display_name", "description", "categories", "kind", "base_price_usd",
    "price_unit", "model_url", "input_schema"]


def models(mock, query=""):
    answer = mock.get("/v1/models" + query)
    assert answer.status_code == 200, answer.text
    return answer.json()["models"]


def ids(mock, query=""):
    return [model["model_id"] for model in models(mock, query)]


def test_the_list_has_its_keys_in_order(mock):
    answer = mock.get("/v1/models")
    assert answer.headers["Content-Type"] == "application/json"
    assert keys(answer.text) == ["models", "total", "limit", "offset"]
    body = answer.json()
    assert (body["limit"], body["offset"]) == (100, 0)
    assert body["total"] == len(body["models"]) >= 4


def test_models_are_ordered_by_the_bytes_of_their_ids(mock):
    listed = ids(mock)
    assert listed == sorted(listed, key=str.encode)
    assert set(MODELS) <= set(listed)


def test_limit_and_offset_cut_a_page(mock):
    everything = ids(mock)
    for limit in (1, 2, 3, 500):
        pages = []
        for offset in range(0, len(everything), limit):
            answer = mock.get(f"/v1/models?limit={limit}&offset={offset}").json()
            assert (answer["limit"], answer["offset"]) == (limit, offset)
            assert answer["total"] == len(everything)
            pages += [model["model_id"] for model in answer["models"]]
        assert pages == everything
    assert ids(mock, "?offset=1000000") == []
    assert ids(mock, f"?offset={2**63 - 1}&limit=500") == []


@pytest.mark.parametrize("query", [
    "limit=0", "limit=501", "limit=-1", "limit=abc", "limit=1.5", "limit=", "limit=1e2",
    "limit=%201", "limit=99999999999999999999", "limit=1%00", "limit", "limit=0x10",
    "limit=%D9%A1", "offset=-1", "offset=abc", "offset=", "offset=1.0"])
def test_a_bad_limit_or_offset_is_422(mock, query):
    assert_refused(mock.get(f"/v1/models?{query}"), 422, 422001)


def test_search_is_without_case_over_id_name_and_description(mock):
    assert ids(mock, "?search=OVIS") == [OVIS]
    assert ids(mock, "?search=gpt-image-1-5") == [GPT_IMAGE]
    assert OVIS in ids(mock, "?search=superior%20PROMPT%20adherence")
    assert ids(mock, "?search=nobodyhasthis") == []
    name = mock.get(f"/v1/models/{IMAGINEART}").json()["display_name"]
    assert IMAGINEART in [
        model["model_id"] for model in
        mock.get("/v1/models", params={"search": name.upper()}).json()["models"]]


def test_a_blank_in_a_search_may_be_a_plus_as_clients_send_it(mock):
    answer = mock.get("/v1/models", params={"search": "superior prompt"})
    assert answer.request.url.endswith("search=superior+prompt")
    assert [model["model_id"] for model in answer.json()["models"]] == [OVIS]


def test_search_folds_ascii_only(mock):
    assert ids(mock, "?search=%E2%84%AA") == []
    assert ids(mock, "?search=ov%C4%B1s") == []


def test_an_empty_search_finds_everything(mock):
    assert ids(mock, "?search=") == ids(mock)


def test_total_counts_what_matches(mock):
    body = mock.get("/v1/models?search=image&limit=1").json()
    assert len(body["models"]) == 1
    assert body["total"] == len(ids(mock, "?search=image")) > 1


def test_categories_are_those_of_the_models(mock):
    answer = mock.get("/v1/models/categories")
    assert keys(answer.text) == ["categories"]
    categories = answer.json()["categories"]
    assert len(categories) == len(set(categories))
    by_model = {model["model_id"]: model["categories"] for model in models(mock)}
    assert set(categories) == {name for names in by_model.values() for name in names}
    assert "image-to-image" in by_model[GPT_IMAGE]
    assert "text-to-image" in by_model[IMAGINEART]
    for category in categories:
        assert set(ids(mock, f"?category={category}")) == {
            model for model, names in by_model.items() if category in names}
    assert ids(mock, "?category=nobodyhasthis") == []


def test_kind_is_model(mock):
    assert ids(mock, "?kind=model") == ids(mock)
    assert ids(mock, "?kind=workflow") == []


@pytest.mark.parametrize("model", MODELS)
def test_a_model_tells_its_id_price_and_schema(mock, model):
    answer = mock.get(f"/v1/models/{model}")
    assert answer.status_code == 200
    assert [key for key in keys(answer.text) if key in DETAIL] == DETAIL
    assert set(keys(answer.text)) - set(DETAIL) <= {"pricing_note"}
    body = answer.json()
    assert body["model_id"] == model
    assert None not in body.values()
    price = body["base_price_usd"]
    assert type(price) in (int, float) and math.isfinite(price) and price >= 0
    assert body["price_unit"] == "output"
    assert price > 0 or "not known" in body["pricing_note"]
    assert body["kind"] == "model"
    assert body["categories"] and all(isinstance(name, str) for name in body["categories"])
    for key in ("display_name", "model_url"):
        assert isinstance(body[key], str) and body[key]
    assert isinstance(body["description"], str)


def test_list_entries_equal_the_detail(mock):
    for entry in dict(pairs(mock.get("/v1/models?include_schema=true").text))["models"]:
        model = dict(entry)["model_id"]
        assert entry == pairs(mock.get(f"/v1/models/{model}").text)
    for entry in dict(pairs(mock.get("/v1/models").text))["models"]:
        detail = pairs(mock.get(f"/v1/models/{dict(entry)['model_id']}").text)
        assert entry == [pair for pair in detail if pair[0] != "input_schema"]
    for entry in models(mock, "?include_schema=false"):
        assert "input_schema" not in entry


def test_the_balance_is_a_hundred_dollars_and_stays(mock):
    answer = mock.get("/prod/v2/balance")
    assert answer.status_code == 200
    assert pairs(answer.text) == [
        ("balance_usd", 100), ("balance_microdollars", 100_000_000), ("currency", "USD")]
    mock.job()
    assert mock.get("/prod/v2/balance").text == answer.text


def test_there_are_no_deployments(mock):
    answer = mock.get("/prod/v2/deployments")
    assert (answer.status_code, answer.text) == (200, "[]")
    assert answer.headers["Content-Type"] == "application/json"


def test_health_says_ok_and_the_version(mock):
    answer = mock.get("/_mock/health", token=None)
    assert answer.status_code == 200
    assert keys(answer.text) == ["status", "product", "version"]
    assert answer.json()["status"] == "ok"
    assert answer.json()["product"] == "runcomfy-mock"
    assert answer.json()["version"]
