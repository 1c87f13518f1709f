import { MICRO } from '../../../shared/micro.ts'
import { giveCredits } from '../../../testing/give-credits.ts'
import { startHub } from '../../../testing/index.ts'
import { rankerOf } from '../built-in/ranking/hub-ranker.ts'
import type { TestHub, TestOrg } from '../../../testing/index.ts'
import { stopAnswers } from '../run.ts'
import type { Message } from '../schema.ts'
import type { Heard } from '../testing.ts'
import { startProvider } from './testing-provider.ts'
import type { FakeProvider } from './testing-provider.ts'

export interface ModelHub {
  provider: FakeProvider
  hub: TestHub
  /** Has a hundred credits. */
  org: TestOrg
}

/** A hub whose model is a scripted provider, on Friday 20 November 2026. */
export async function startModelHub(): Promise<ModelHub> {
  const provider = await startProvider()
  const hub = await startHub({
    now: () => new Date('2026-11-20T09:00:00Z'),
    settings: { model: { baseUrl: provider.baseUrl, apiKey: 'sk-test-secret', name: 'test-model' } },
  })
  // The rules learn when they are first asked; what is measured here is the wait for a model.
  await rankerOf(hub.hub)
  const org = await hub.newOrg()
  await giveCredits(hub, org.orgId, { micro: 100 * MICRO })
  return { provider, hub, org }
}

/** Ends what still answers first: it would write into a database that is gone. */
export async function stopModelHub({ provider, hub }: Pick<ModelHub, 'provider' | 'hub'>): Promise<void> {
  await stopAnswers(hub.hub)
  await hub.stop()
  await provider.stop()
}

/** What the organization has paid so far and what is on hold, in micro-credits. */
export async function paid({ api }: TestOrg): Promise<{ spent: number; held: number }> {
  const { grants, availableMicro, heldMicro } = await api.credits.balance()
  // Not what was spent today: the ledger has the day of the machine, these tests have one of their own.
  const given = grants.reduce((sum, { amountMicro }) => sum + amountMicro, 0)
  return { spent: given - availableMicro - heldMicro, held: heldMicro }
}

export const notices = (events: readonly Heard[]): string[] =>
  events.flatMap(({ data }) => (data.type === 'notice' ? [data.text] : []))

export const lastMessage = async ({ api }: TestOrg, conversationId: string): Promise<Message | undefined> =>
  (await api.assistant.conversations.get({ id: conversationId })).messages.at(-1)
