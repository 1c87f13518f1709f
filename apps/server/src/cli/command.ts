/** The command of that name; `constructor` is none, though every object answers to it. */
export const commandOf = <Command>(
  commands: Readonly<Record<string, Command>>,
  name: string,
): Command | undefined => (Object.hasOwn(commands, name) ? commands[name] : undefined)
