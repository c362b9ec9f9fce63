"""How each server of a comparison is started."""

from dataclasses import dataclass
from pathlib import Path

from .processes import Server, free_port
from .tools import BENCHMARKS, find


@dataclass
class Contestants:
    """The programs, a directory for their files, and the core that servers run on."""

    binary: Path
    floor_program: Path
    directory: Path
    core: int

    def product_command(self, port=0):
        return [self.binary, "serve", "--host", "127.0.0.1", "--port", str(port), "--quiet"]

    def floor_command(self, get_body, post_body, port=0):
        get_file, post_file = self.directory / "get.json", self.directory / "post.json"
        get_file.write_bytes(get_body)
        post_file.write_bytes(post_body)
        return [self.floor_program, get_file, post_file, str(port)]

    def product(self, *options):
        return Server("product", [*self.product_command(), *options], self.core)

    def floor(self, get_body=b"{}", post_body=b"{}", name="floor"):
        return Server(name, self.floor_command(get_body, post_body), self.core)

    def nginx(self, body):
        port = free_port()
        quoted = body.decode().replace("\\", "\\\\").replace("'", "\\'")
        text = (BENCHMARKS / "nginx.conf").read_text()
        words = {"DIRECTORY": self.directory, "PORT": port, "BODY": quoted}
        for word, value in words.items():
            text = text.replace(f"@{word}@", str(value))
        configuration = self.directory / "nginx.conf"
        configuration.write_text(text)
        command = [find("nginx"), "-e", "stderr", "-p", self.directory, "-c", configuration]
        return Server("nginx", command, self.core, port)
