import { startHub } from '../../../testing/index.ts'
import type { TestHub, TestOrg } from '../../../testing/index.ts'
import type { Message } from '../schema.ts'
import type { Heard } from '../testing.ts'
import type { FakeProvider } from './testing-provider.ts'

/** A hub whose model is the scripted provider, on Friday 20 November 2026. */
export const startModelHub = ({ baseUrl }: FakeProvider): Promise<TestHub> =>
  startHub({
    now: () => new Date('2026-11-20T09:00:00Z'),
    settings: { model: { baseUrl, apiKey: 'sk-test-secret', name: 'test-model' } },
  })

/** What the organization paid today and what is on hold, in micro-credits. */
export async function paid({ api }: TestOrg): Promise<{ spent: number; held: number }> {
  const { spentTodayMicro, heldMicro } = await api.credits.balance()
  return { spent: spentTodayMicro, held: heldMicro }
}

export const notices = (events: readonly Heard[]): string[] =>
  events.flatMap(({ data }) => (data.type === 'notice' ? [data.text] : []))

export const lastMessage = async ({ api }: TestOrg, conversationId: string): Promise<Message | undefined> =>
  (await api.assistant.conversations.get({ id: conversationId })).messages.at(-1)
