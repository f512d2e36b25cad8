"""Write the JSON Schema of every published object to ``schemas/generated``.

``python -m schemas.export`` writes them; with ``--check`` it fails where one is stale.
"""

import json
import sys
from pathlib import Path

from schemas.topics import TOPICS

DIRECTORY = Path(__file__).parent / "generated"


def render() -> dict[str, str]:
    """File name to text, for every model of every topic."""
    files = {}
    for topic in TOPICS:
        for event_type, model in topic.models:
            schema = model.model_json_schema(mode="serialization")
            schema["$id"] = f"{event_type}.v1"
            name = f"{event_type.removeprefix('forestall.')}.json"
            files[name] = json.dumps(schema, indent=2, sort_keys=True, ensure_ascii=False) + "\n"
    return files


def stale() -> list[str]:
    """Names of committed files that differ from what the models say, or should not be there."""
    wanted = render()
    found = {path.name: path.read_text() for path in DIRECTORY.glob("*.json")}
    return sorted(name for name in wanted | found if wanted.get(name) != found.get(name))


def main() -> int:
    """Write, or with ``--check`` compare; returns the exit code."""
    if "--check" in sys.argv:
        names = stale()
        for name in names:
            print(f"schemas/generated/{name} is stale: run 'make schemas'", file=sys.stderr)
        return 1 if names else 0
    DIRECTORY.mkdir(exist_ok=True)
    for path in DIRECTORY.glob("*.json"):
        path.unlink()
    for name, text in render().items():
        (DIRECTORY / name).write_text(text)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
