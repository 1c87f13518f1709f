import type { ConversationWithMessages } from '@hub/api/schemas/assistant'
import { showErrorToast } from '@hub/ui/toast'
import { useMutation } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { useHub, useOrganization, useOwnName } from '../../../../../account.ts'
import { toFailure } from '../../../../../failure.ts'
import { newKey } from '../../../../../idempotency.ts'
import { setUnderway } from '../../../../../shell/underway.ts'
import { whereaboutsIn } from '../../../../../shell/whereabouts.ts'
import { newMessage } from './conversation.ts'

interface Wish {
  text: string
  /** The answer whose question it answers. */
  questionId: string | undefined
  /** The page it was written on. */
  from: string
  idempotencyKey: string
}

export interface Sending {
  /** On its way, shown in grey until the hub has it. */
  pendingText: string | undefined
  send: (text: string, questionId?: string) => void
}

export interface SendOptions {
  conversation: string | undefined
  onSent: (conversationId: string) => void
  /** The words come back to be sent again. */
  onRefused: (text: string) => void
}

/** Sends a message and puts it, with the answer to come, into the conversation. */
export function useSend({ conversation, onSent, onRefused }: SendOptions): Sending {
  const { client, queryClient, trpc } = useHub()
  const ownName = useOwnName()
  const page = whereaboutsIn(useOrganization())
  const router = useRouter()
  const { get, list } = trpc.assistant.conversations
  const mutation = useMutation({
    mutationFn: ({ text, questionId, idempotencyKey }: Wish) =>
      client.assistant.send.mutate({
        text,
        idempotencyKey,
        timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
        ...(page !== undefined && { page }),
        ...(questionId !== undefined && { questionId }),
        ...(conversation !== undefined && { conversationId: conversation }),
      }),
    onSuccess: ({ conversationId, messageId, answerId }, { text, from }) => {
      const added = [newMessage(messageId, 'person', text), newMessage(answerId, 'assistant', '')]
      queryClient.setQueryData(get.queryKey({ id: conversationId }), (before) => ({
        conversation: before?.conversation ?? begun(conversationId, text),
        messages: [...(before?.messages ?? []), ...added],
      }))
      void queryClient.invalidateQueries(list.pathFilter())
      setUnderway(ownName, (before) => [...before, { conversationId, answerId, isReady: false }])
      // Whoever has gone on to another page, or is on the way there, is not called back.
      if (router.latestLocation.pathname === from) onSent(conversationId)
    },
    onError: (error, { text, questionId }) => {
      // A choice still stands where it was pressed.
      if (questionId === undefined) onRefused(text)
      showErrorToast(toFailure(error).message)
    },
  })
  return {
    pendingText: mutation.isPending ? mutation.variables.text : undefined,
    send: (text, questionId) =>
      mutation.mutate({
        text: text.trim(),
        questionId,
        idempotencyKey: newKey(),
        from: router.latestLocation.pathname,
      }),
  }
}

/** A conversation as it stands until the hub's own words for it are read. */
function begun(id: string, text: string): ConversationWithMessages['conversation'] {
  const now = new Date().toISOString()
  return { id, title: text.split('\n')[0]?.slice(0, 60) ?? '', createdAt: now, updatedAt: now }
}
