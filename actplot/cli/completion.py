"""`actplot completion`: the script by which a shell completes what is typed."""

from __future__ import annotations

import click

from actplot.cli import shells


@click.command("completion")
@click.argument("shell", type=click.Choice(tuple(shells.SHELLS)))
def command(shell: str) -> None:
    """Print the completion script of a shell.

    \b
    bash   add to ~/.bashrc:  eval "$(actplot completion bash)"
    zsh    add to ~/.zshrc, below compinit:  eval "$(actplot completion zsh)"
    fish   actplot completion fish > ~/.config/fish/completions/actplot.fish

    A new shell then completes commands, options, specs, names and keys on Tab.
    """
    click.echo(shells.script(shell), nl=False)
