import type { Door } from '@hub/api/server'
import { runCli } from './program-clients.ts'
import type { Target } from './target.ts'
import type { WebClient } from './web-client.ts'

export interface TourContext {
  target: Target
  web: WebClient
  email: string
  password: string
  slug: string
  /** The key of a program. */
  key: string
  /** The key of an assistant. */
  toolKey: string
  verifyToken: string
  approvalId: string
}

/** One thing a visitor does; answers with a short sentence for people, throws where it does not hold. */
export interface TourStep {
  door: Door
  name: string
  run: (tour: TourContext) => Promise<string>
}

export interface Page<T> {
  items: T[]
}

interface AssistantEvent {
  type: string
  approvalId?: string
  delta?: string
  message?: string
}

/** Throws where the step does not hold. */
export function hold(condition: boolean, otherwise: string): void {
  if (!condition) throw new Error(otherwise)
}

/** What the assistant does when it hears this, to the end of its answer. */
export async function sayTo({ web }: TourContext, text: string): Promise<AssistantEvent[]> {
  const { answerId } = await web.mutate<{ answerId: string }>('assistant.send', { text })
  const isLast = ({ type }: AssistantEvent) => type === 'finished' || type === 'failed'
  return web.follow<AssistantEvent>('assistant.stream', { answerId }, isLast)
}

/** The command line beside the hub acts as the person, one elsewhere with their key. */
export function byCommand<T>(
  { target, key, email, slug }: TourContext,
  path: string,
  input: unknown,
): Promise<T> {
  const remote = { args: ['--url', target.origin], env: { HUB_API_KEY: key } }
  const local = { args: ['--as', email, '--org', slug], env: target.cliEnv }
  const { args, env } = target.cliEnv ? local : remote
  return runCli<T>(['call', path, JSON.stringify(input), ...args], { ...env })
}
