"""The quick reference over HTTP: whole, cited, honest about what it lacks, and clear about bad input."""

from __future__ import annotations

import asyncio
import json
import re
import threading
from contextlib import asynccontextmanager
from decimal import Decimal
from functools import lru_cache
from typing import Any, AsyncIterator, Dict, Iterator, List, Tuple

import aiohttp
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rasa.core.channels.channel import register
from rasa.server import add_root_route
from sanic import Sanic

from bot.channels.page import PageChannel
from bot.channels.reference import LONGEST_BODY, ReferenceChannel
from bot.channels.rest import RestChannel
from bot.channels.shield import ShieldChannel
from bot.knowledge.calculation_data import calculation_data
from bot.knowledge.calculations import calculate
from bot.knowledge.cards import card_sources, cards, line_text
from bot.knowledge.loader import knowledge
from bot.knowledge.lookup import LONGEST_QUERY
from bot.knowledge.models import GS_MARK
from bot.protocol.loader import protocol
from tests.wire.harness import free_port

CARDS = list(cards().cards)
CALCULATIONS = list(calculation_data().calculations)
EXAMPLES: Dict[str, Tuple[Dict[str, object], str]] = {
    "start_rate": ({"weight_kg": 70}, "35 mL/h"),
    "rate": ({"rate_ml_per_hour": 140, "weight_kg": 70, "concentration_percent": 10}, "3.33 mg/kg/min"),
    "halved": ({"rate_ml_per_hour": 140}, "70 mL/h"),
    "premedication_time": ({"start_clock_minutes": 870}, "13:30"),
    "dose_volume": ({"dose_g_per_kg": "0,4", "weight_kg": 70, "concentration_percent": 10}, "280 mL"),
    "infusion_length": ({"volume_ml": 350, "rate_ml_per_hour": 120}, "175 min"),
    "weight": ({"weight_lb": "154"}, "69.85 kg"),
}


@pytest.fixture(autouse=True)
def several_apps_in_one_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Sanic, "test_mode", True)


@lru_cache(maxsize=1)
def server() -> Tuple[Sanic, str]:
    """One server for all tests of this file, in a thread that ends with the process; and its address."""
    loop = asyncio.new_event_loop()
    threading.Thread(target=loop.run_forever, daemon=True).start()
    app, port = Sanic(f"reference_{free_port()}", configure_logging=False), free_port()
    add_root_route(app)
    register([ShieldChannel(), RestChannel(), PageChannel(), ReferenceChannel()], app, route="/webhooks/")

    async def start() -> None:
        found = await app.create_server("127.0.0.1", port, return_asyncio_server=True)
        assert found is not None
        await found.startup()
        await found.before_start()
        await found.start_serving()

    asyncio.run_coroutine_threadsafe(start(), loop).result(30)
    return app, f"http://127.0.0.1:{port}"


@asynccontextmanager
async def served(bound_to: str = "127.0.0.1") -> AsyncIterator[aiohttp.ClientSession]:
    """Speak to the server; ``bound_to`` is the address that it believes to be bound to."""
    app, url = server()
    app.state.host = bound_to
    async with aiohttp.ClientSession(url) as client:
        yield client


async def get(client: aiohttp.ClientSession, path: str, **headers: str) -> Tuple[int, Any, bytes]:
    async with client.get(path, headers=headers) as response:
        return response.status, response.headers, await response.read()


async def post(client: aiohttp.ClientSession, name: str, body: object) -> Tuple[int, Any]:
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    async with client.post(f"/reference/calculations/{name}", data=data) as response:
        return response.status, await response.json()


def every_text(content: Any) -> Iterator[str]:
    """Every text of a JSON document."""
    if isinstance(content, str):
        yield content
    elif isinstance(content, dict):
        for value in content.values():
            yield from every_text(value)
    elif isinstance(content, list):
        for value in content:
            yield from every_text(value)


# ---- cards ---------------------------------------------------------------------------------------


async def test_the_list_holds_every_card_on_its_shelf() -> None:
    async with served() as client:
        _, _, body = await get(client, "/reference/cards")
    content = json.loads(body)
    assert [card["id"] for card in content["cards"]] == CARDS
    shelves = [group["id"] for group in content["groups"]]
    assert {card["group"] for card in content["cards"]} == set(shelves)
    assert content["protocol_version"] == protocol().version
    assert content["note"] == "None of these pages is a medical guideline."


async def test_each_card_is_there_whole_and_cites_what_the_conversation_cites() -> None:
    async with served() as client:
        found = [json.loads((await get(client, f"/reference/cards/{name}"))[2]) for name in CARDS]
    for name, content in zip(CARDS, found, strict=True):
        card, texts = cards().cards[name], set(every_text(content))
        for line in card.lines:
            text = line_text(line, knowledge()).replace("{emergency_number}", content["emergency_number"])
            assert line.example or text in texts
        cited = set(re.findall(r'"passage": "(\d{3}:\d+)"', json.dumps(content)))
        assert cited == {source.passage for source in card_sources(card)}
        assert {value["name"] for value in content["card"]["values"]} == {v.name for v in card.values}


async def test_every_line_of_a_card_has_a_source_with_its_title_or_says_that_it_is_general_advice() -> None:
    async with served() as client:
        content = json.loads((await get(client, "/reference/cards"))[2])
    titles = {document["title"] for document in content["documents"].values()}
    for card in content["cards"]:
        lines = [*card["first"], *(line for section in card["sections"] for line in section["lines"])]
        for line in lines:
            assert line["sources"] or line["general"], line
            assert line["general"] == (GS_MARK in line["text"])
            assert {source["title"] for source in line["sources"]} <= titles


@pytest.mark.parametrize("path", ["/reference/cards", "/reference/levels", "/reference/calculations"])
async def test_no_placeholder_is_left_in_any_text(path: str) -> None:
    async with served() as client:
        content = json.loads((await get(client, path))[2])
    assert not [text for text in every_text(content) if re.search(r"\{\w+\}", text)]


async def test_a_card_that_does_not_exist_is_refused_with_those_that_do() -> None:
    async with served() as client:
        status, _, body = await get(client, "/reference/cards/anaphylaxi")
    assert status == 404
    assert json.loads(body)["error"] == "not_found"
    assert "'anaphylaxi'" in json.loads(body)["text"] and "anaphylaxis," in json.loads(body)["text"]


# ---- levels --------------------------------------------------------------------------------------


async def test_the_levels_come_most_urgent_first_with_every_rule_about_a_sign() -> None:
    async with served() as client:
        content = json.loads((await get(client, "/reference/levels"))[2])
    assert [level["id"] for level in content["levels"]] == [
        "emergency",
        "urgent",
        "tell_nurse",
        "same_day",
        "self_care",
    ]
    shown = {rule["id"] for level in content["levels"] for rule in level["rules"]}
    unnamed = {"EM-UNNAMED", "UR-UNNAMED", "SD-UNNAMED"}
    assert shown == {rule.id for rule in protocol().rules} - unnamed
    for level in content["levels"]:
        for rule in level["rules"]:
            assert rule["sources"] or rule["general"], rule["id"]


async def test_every_risk_factor_names_the_organ_that_it_concerns() -> None:
    async with served() as client:
        content = json.loads((await get(client, "/reference/levels"))[2])
    assert {risk["id"] for risk in content["risks"]} >= {"kidney_disease", "previous_clot", "iga_deficiency"}
    assert all(risk["organs"] for risk in content["risks"])


# ---- calculations --------------------------------------------------------------------------------


async def test_the_sheet_holds_every_calculation_with_its_fields_ranges_formula_and_sources() -> None:
    async with served() as client:
        content = json.loads((await get(client, "/reference/calculations"))[2])
    assert [entry["id"] for entry in content["calculations"]] == CALCULATIONS
    for entry in content["calculations"]:
        assert entry["formula"] and entry["fields"] and entry["card"] in CARDS
        assert len(entry["sources"]) == len(calculation_data().calculations[entry["id"]].sources)
        for field in entry["fields"]:
            for kind in field["kinds"]:
                assert kind["unit"] and kind["accepted"] and kind["least"] < kind["most"]


@pytest.mark.parametrize("name", CALCULATIONS)
async def test_each_calculation_can_be_reached_and_shows_its_steps_its_note_and_its_sources(
    name: str,
) -> None:
    values, expected = EXAMPLES[name]
    async with served() as client:
        status, result = await post(client, name, values)
    assert status == 200
    assert expected in [entry["words"] for entry in result["results"]]
    assert result["steps"] and result["formula"]
    assert calculation_data().calculations[name].note in result["warnings"]
    wanted = {source.passage for source in calculation_data().calculations[name].sources}
    assert {source["passage"] for source in result["sources"]} == wanted


@pytest.mark.parametrize("name", CALCULATIONS)
async def test_both_ends_of_each_range_on_the_sheet_are_accepted_and_what_lies_beyond_is_not(
    name: str,
) -> None:
    async with served() as client:
        content = json.loads((await get(client, "/reference/calculations"))[2])
        form = next(entry for entry in content["calculations"] if entry["id"] == name)
        for kind in (kind for field in form["fields"] for kind in field["kinds"]):
            for end in ("least", "most"):
                status, answer = await post(client, name, {kind["id"]: kind[end]})
                named = [problem["field"] for problem in answer.get("problems", [])]
                assert kind["id"] not in named, answer  # a result may be implausible; the value itself is not
            for beyond in (kind["least"] - 0.02, kind["most"] + 0.02):
                status, answer = await post(client, name, {kind["id"]: round(beyond, 4)})
                assert status == 400
                problem = answer["problems"][0]
                assert problem["field"] == kind["id"] and problem["accepted"] == kind["accepted"]


async def test_premedication_the_day_before_says_so() -> None:
    async with served() as client:
        _, result = await post(client, "premedication_time", {"start_clock_minutes": 45})
    words = {entry["name"]: entry["words"] for entry in result["results"]}
    assert words == {
        "give_from_minutes_after_midnight": "23:45 (the day before)",
        "give_until_minutes_after_midnight": "00:15",
    }


async def test_too_late_for_premedication_is_a_warning_and_no_time() -> None:
    async with served() as client:
        _, result = await post(client, "premedication_time", {"start_in_minutes": 20})
    assert result["results"] == []
    assert "too late" in result["warnings"][0]


async def test_what_is_missing_is_named_by_its_field() -> None:
    async with served() as client:
        status, result = await post(client, "rate", {"weight_kg": 70})
    assert status == 200 and result["results"] == []
    assert result["missing"] == [{"field": "rate", "text": "Fill in: Rate."}]


@pytest.mark.parametrize(
    ("values", "field", "value", "accepted"),
    [
        ({"weight_kg": 700}, "weight_kg", "700", "8 to 350 kg"),
        ({"weight_kg": -70}, "weight_kg", "-70", "8 to 350 kg"),
        ({"weight_kg": "seventy"}, "weight_kg", "seventy", "a number, 8 to 350 kg"),
        ({"weight_kg": ""}, "weight_kg", "", "a number, 8 to 350 kg"),
        ({"weight_kg": None}, "weight_kg", "None", "a number, 8 to 350 kg"),
        ({"weight_kg": True}, "weight_kg", "True", "a number, 8 to 350 kg"),
        ({"weight_kg": [70]}, "weight_kg", "['70']", "a number, 8 to 350 kg"),
        ({"weight_kg": float("nan")}, "weight_kg", "NaN", "a number, 8 to 350 kg"),
        ({"weight_kg": float("inf")}, "weight_kg", "Infinity", "a number, 8 to 350 kg"),
        ({"weight_kg": 1e300}, "weight_kg", "1e+300", "a number, 8 to 350 kg"),
        ({"weight_kg": "٧٠"}, "weight_kg", "٧٠", "a number, 8 to 350 kg"),
        ({"rate_ml_per_hour": "1,250"}, "rate_ml_per_hour", "1,250", "1250 or 1.250"),
        ({"concentration_percent": 20}, "concentration_percent", "20", "5 to 10%"),
        ({"weight_kg": 70, "weight_lb": 154}, "weight_lb", "", "one of weight_kg, weight_lb"),
        ({"dose_mg": 5}, "dose_mg", "", "one of weight_kg"),
        ({"weight_without_unit": 70}, "weight_without_unit", "", "one of weight_kg"),
    ],
)
async def test_bad_input_names_the_field_the_value_and_what_is_accepted(
    values: Dict[str, object], field: str, value: str, accepted: str
) -> None:
    async with served() as client:
        status, answer = await post(client, "rate", values)
    assert status == 400 and answer["error"] == "bad_request"
    problem = answer["problems"][0]
    assert (problem["field"], problem["value"]) == (field, value)
    assert problem["accepted"].startswith(accepted) and problem["accepted"] in answer["text"]


async def test_every_bad_value_is_told_at_once() -> None:
    async with served() as client:
        _, answer = await post(client, "rate", {"weight_kg": 1, "concentration_percent": 50, "x": 1})
    assert [problem["field"] for problem in answer["problems"]] == ["weight_kg", "concentration_percent", "x"]


async def test_a_result_that_cannot_be_is_refused_with_its_range() -> None:
    values = {"dose_g_per_kg": 3, "weight_kg": 300, "concentration_percent": 5}
    async with served() as client:
        status, answer = await post(client, "dose_volume", values)
    assert status == 400
    assert "A dose of 900 g is not accepted: the accepted range is 0.5 to 400 g" in answer["text"]


@pytest.mark.parametrize("body", [b"[]", b"70", b'"x"', b"{", b"\xff", b"[" * 1500])
async def test_a_body_that_is_no_json_object_is_refused_with_an_example(body: bytes) -> None:
    async with served() as client:
        status, answer = await post(client, "rate", body)
    assert status == 400 and '{"weight_kg": 70}' in answer["text"]


async def test_a_body_that_is_too_long_is_refused() -> None:
    async with served() as client:
        status, answer = await post(client, "rate", b"{" + b" " * LONGEST_BODY + b"}")
    assert status == 413 and str(LONGEST_BODY) in answer["text"]


async def test_a_calculation_that_does_not_exist_is_refused_with_those_that_do() -> None:
    async with served() as client:
        status, answer = await post(client, "dose", {})
    assert status == 404 and "dose_volume" in answer["text"]


def amounts(kind: str) -> st.SearchStrategy[Decimal]:
    limits = calculation_data().ranges["weight_kg" if kind == "weight_lb" else kind]
    places = 0 if kind.startswith("start_") else 3
    least, most = limits.least, limits.most
    if kind == "weight_lb":
        least, most = Decimal(18), Decimal(771)
    return st.decimals(least, most, places=places)


@st.composite
def forms(draw: st.DrawFn) -> Tuple[str, Dict[str, Decimal]]:
    """A calculation, and for some of its fields a value in one of its units."""
    name = draw(st.sampled_from(CALCULATIONS))
    takes = calculation_data().calculations[name].takes
    values: Dict[str, Decimal] = {}
    for field in calculation_data().fields.values():
        kinds = [kind for kind in field.kinds if kind in takes]
        kind = draw(st.sampled_from([*kinds, *kinds, None]))
        if kind is not None:
            values[kind] = draw(amounts(kind))
    return name, values


async def test_whatever_is_filled_in_the_route_gives_what_the_calculation_gives() -> None:
    async with served() as client:
        cases: List[Tuple[str, Dict[str, Decimal]]] = []

        @settings(max_examples=250, database=None, suppress_health_check=list(HealthCheck), deadline=None)
        @given(forms())
        def collect(case: Tuple[str, Dict[str, Decimal]]) -> None:
            cases.append(case)

        collect()
        for name, values in cases:
            status, answer = await post(client, name, {kind: str(a) for kind, a in values.items()})
            outcome = calculate(name, values)
            if outcome.refused:
                assert status == 400 and answer["text"] == outcome.refused[0]
                continue
            assert status == 200, answer
            shown = {entry["name"]: entry["value"] for entry in (*answer["results"], *answer["given"])}
            for result, amount in shown.items():
                assert amount == float(outcome.values.get(result, values.get(result)))
            assert answer["steps"] == [line for line in outcome.lines if GS_MARK not in line]
            assert all(entry["unit"] and entry["label"] for entry in answer["results"])
            assert GS_MARK in answer["warnings"][-1]
            assert len(answer["missing"]) == len(outcome.asks)


# ---- search --------------------------------------------------------------------------------------


async def search(client: aiohttp.ClientSession, query: str) -> Tuple[int, Any, Any]:
    async with client.get("/reference/search", params={"q": query}) as response:
        return response.status, response.headers, await response.json()


@pytest.mark.parametrize(
    ("query", "kind", "first"),
    [
        ("anaphylaxis", "card", "anaphylaxis"),
        ("premed timing", "card", "premedication"),
        ("AMS onset", "card", "aseptic_meningitis"),
        ("leg swelling", "card", "thromboembolism"),
        ("halve the rate", "calculation", "halved"),
        ("lb to kg", "calculation", "weight"),
        ("what is ivig", "statement", "ivig_what"),
    ],
)
async def test_a_search_finds_the_card_the_calculation_or_the_statement(
    query: str, kind: str, first: str
) -> None:
    async with served() as client:
        status, _, answer = await search(client, query)
    assert status == 200 and answer["held"] and answer["query"] == query
    ranked = [entry["id"] for entry in answer["results"] if entry["kind"] == kind]
    assert ranked[0] == first
    for entry in answer["results"]:
        assert entry["sources"] or entry["general"] or entry["kind"] == "calculation"


@pytest.mark.parametrize("query", ["price", "dose of ibuprofen", "pump alarm", "weather in paris", "qwxz"])
async def test_what_the_documents_do_not_hold_is_said_with_whom_to_ask(query: str) -> None:
    async with served() as client:
        status, _, answer = await search(client, query)
    assert status == 200 and not answer["held"] and answer["results"] == []
    assert GS_MARK in answer["text"]


@pytest.mark.parametrize(("query", "said"), [("", "empty"), ("   ", "empty"), ("a" * 201, "201 characters")])
async def test_a_search_for_nothing_or_for_too_much_is_refused(query: str, said: str) -> None:
    async with served() as client:
        status, _, answer = await search(client, query)
    assert status == 400 and said in answer["text"] and str(LONGEST_QUERY) in answer["text"]


@pytest.mark.parametrize("query", ["<script>", "' or 1=1 --", "\u202e", "💉" * 50, "%00", "a\nb", "?" * 200])
async def test_no_search_fails(query: str) -> None:
    async with served() as client:
        status, _, answer = await search(client, query)
    assert status == 200 and (answer["results"] or answer["text"])


# ---- HTTP ----------------------------------------------------------------------------------------

PUBLIC = ["/reference/cards", "/reference/cards/anaphylaxis", "/reference/levels", "/reference/calculations"]
PAGES = ["/nurse", "/nurse.js"]


@pytest.mark.parametrize("path", [*PUBLIC, *PAGES])
async def test_a_document_that_did_not_change_is_not_sent_again(path: str) -> None:
    async with served() as client:
        status, headers, body = await get(client, path)
        assert (status, headers["Cache-Control"]) == (200, "no-cache") and body
        tag = headers["ETag"]
        for held in (tag, f"W/{tag}", f'"x", {tag}', "*"):
            again, _, nothing = await get(client, path, **{"If-None-Match": held})
            assert (again, nothing) == (304, b"")
        other, _, _ = await get(client, path, **{"If-None-Match": '"x"'})
        assert other == 200


@pytest.mark.parametrize("path", [*PUBLIC, *PAGES])
async def test_the_head_of_a_document_can_be_asked_for(path: str) -> None:
    async with served() as client, client.head(path) as response:
        assert response.status == 200 and response.headers["ETag"]


async def test_what_somebody_asks_or_works_out_is_kept_by_no_cache() -> None:
    async with served() as client:
        _, headers, _ = await search(client, "anaphylaxis")
        assert headers["Cache-Control"] == "no-store"
        async with client.post("/reference/calculations/weight", data=b'{"weight_kg": 70}') as response:
            assert response.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("path", [*PUBLIC, *PAGES, "/reference/search?q=rate", "/reference/nothing"])
async def test_nothing_is_framed_sniffed_or_may_run_what_is_not_ours(path: str) -> None:
    async with served() as client:
        _, headers, _ = await get(client, path)
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy and "unsafe" not in policy and "frame-ancestors 'none'" in policy
    assert headers["X-Content-Type-Options"] == "nosniff" and "Set-Cookie" not in headers


async def test_nobody_has_to_sign_in_and_no_token_is_looked_at() -> None:
    async with served(bound_to="0.0.0.0") as client:
        for path in PUBLIC:
            status, _, _ = await get(client, path, Authorization="Bearer nonsense")
            assert status == 200


@pytest.mark.parametrize("path", ["/reference/", "/reference/nothing", "/reference/cards/a/b"])
async def test_what_is_not_there_is_refused_as_json(path: str) -> None:
    async with served() as client:
        status, headers, body = await get(client, path)
    assert status == 404 and headers["Content-Type"].startswith("application/json")
    assert json.loads(body)["error"] == "not_found"


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("POST", "/reference/cards", "GET, HEAD"),
        ("DELETE", "/reference/levels", "GET, HEAD"),
        ("PUT", "/reference/search", "GET, HEAD"),
        ("GET", "/reference/calculations/rate", "POST"),
    ],
)
async def test_another_method_is_refused_with_the_accepted_ones(method: str, path: str, allowed: str) -> None:
    async with served() as client, client.request(method, path) as response:
        assert (response.status, response.headers["Allow"]) == (405, allowed)
        assert (await response.json())["error"] == "not_allowed"


async def test_a_failure_is_answered_with_the_safety_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.channels.reference.look_up", lambda *_: 1 / 0)
    async with served() as client:
        status, _, answer = await search(client, "rate")
    assert status == 500 and answer["error"] == "failed" and "If this may be an emergency" in answer["text"]
