"""The floor: Sanic alone, with the protocol of Rasa's REST channel; it answers what it was sent."""

from __future__ import annotations

import sys

from sanic import Sanic
from sanic.request import Request
from sanic.response import HTTPResponse, json, text

app = Sanic("echo", configure_logging=False)


@app.get("/")
async def ready(_: Request) -> HTTPResponse:
    return text("ok")


@app.post("/webhooks/rest/webhook")
async def echo(request: Request) -> HTTPResponse:
    return json([{"recipient_id": request.json["sender"], "text": request.json["message"]}])


if __name__ == "__main__":
    app.run(host="127.0.0.1", port=int(sys.argv[1]), access_log=False)
