import { openSession, say } from '@hub/api/testing'
import type { Preparation } from './account-cases.ts'

/** A question is answered in the conversation in which it was asked, and while it is open. */
export const assistantPreparations: Record<string, Preparation> = {
  'assistant.send': async (hub) => {
    const { api, owner } = await hub.newOrg()
    const { conversationId, answerId } = (await say(api, 'create a task')).sent
    return {
      input: { conversationId, questionId: answerId, text: 'Sweep the yard' },
      bearer: (await openSession(hub.hub, owner.userId)).accessToken,
    }
  },
}
