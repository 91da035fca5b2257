/**
 * A gadget's commands that are under way, each by a name of the gadget's own: what was pressed is off until it has an answer,
 * and what went wrong stands in words until the next command. Knows no command, and not whether there is a connection.
 */
import type { CommandOutcome } from '../contract.ts';
import { tellOutcome } from '../words.ts';

/** The gadget. An outcome counts also while it is out of the page, so nothing of its life is asked for. */
interface Host {
  requestUpdate(): void;
}

/**
 * `readonly commands = new CommandController(this)` in a gadget; `commands.run('dial', () => actions.makeCall(number))` when
 * something is pressed, `commands.isUnderWay('dial')` and `commands.trouble` where it renders.
 */
export class CommandController {
  readonly #host: Host;
  readonly #underWay = new Set<string>();
  #trouble = '';

  constructor(host: Host) {
    this.#host = host;
  }

  /** What the agent is told of the last command that did not work, or of what a gadget found wrong itself; else empty. */
  get trouble(): string {
    return this.#trouble;
  }

  set trouble(trouble: string) {
    if (trouble === this.#trouble) return;
    this.#trouble = trouble;
    this.#host.requestUpdate();
  }

  isUnderWay(name: string): boolean {
    return this.#underWay.has(name);
  }

  /** True when it has worked. What is under way already is not sent again; whatever comes of it, nothing is thrown. */
  async run(name: string, command: () => Promise<CommandOutcome>): Promise<boolean> {
    if (this.#underWay.has(name)) return false;
    this.#underWay.add(name);
    this.trouble = '';
    this.#host.requestUpdate();
    // What is thrown at once is told as what is rejected later.
    const trouble = await tellOutcome((async () => await command())());
    this.#underWay.delete(name);
    this.#trouble = trouble ?? '';
    this.#host.requestUpdate();
    return trouble === undefined;
  }
}
