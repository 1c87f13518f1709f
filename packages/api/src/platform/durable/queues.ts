/**
 * The lines that work stands in. `interactive`: somebody waits for it. `bulk`: long work over many rows, of which few at once
 * are enough to keep a server busy. `flows`: runs of workflows. `mail`: a mail server that hangs holds up nothing else. One that
 * is taken out leaves what stands in it, which a migration has to move.
 */
export const queueNames = ['interactive', 'default', 'bulk', 'flows', 'mail'] as const
export type QueueName = (typeof queueNames)[number]

/** How many of a line one process has under way. */
export const atOnce: Readonly<Record<QueueName, number>> = {
  interactive: 20,
  default: 40,
  bulk: 4,
  flows: 40,
  mail: 8,
}

/** Whose work this is, to the engine: other programs may keep theirs in the same schema. */
export const ENGINE_APPLICATION = 'hub'
/**
 * How a run begins. Work of another number is left to processes of that number while one of them lives, and then taken up by
 * any (`leases.ts`): so a release that raises it still has to do what the one before put in line.
 */
export const ENGINE_PROTOCOL = 'jobs-1'
/** The one kind of run that the engine knows. */
export const RUN = 'job'

export const engineQueue = (name: QueueName): string => `hub_${name}`

/** Whoever takes work out of a line hears here, in every process, that there is some. */
export const WORK_TOPIC = 'durable work'

/** The engine is given a pool of connections, and asks for an address all the same. */
export const NO_ADDRESS = 'postgresql://hub@localhost/hub'
