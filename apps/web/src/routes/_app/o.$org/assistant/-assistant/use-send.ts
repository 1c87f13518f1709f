import type { ConversationWithMessages } from '@hub/api/schemas/assistant'
import { showErrorToast } from '@hub/ui/toast'
import { useMutation } from '@tanstack/react-query'
import { useHub } from '../../../../../account.ts'
import { toFailure } from '../../../../../failure.ts'
import { newKey } from '../../../../../idempotency.ts'
import { newMessage } from './conversation.ts'

interface Wish {
  text: string
  idempotencyKey: string
}

export interface Sending {
  /** On its way, shown in grey until the hub has it. */
  pendingText: string | undefined
  send: (text: string) => void
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
  const { get, list } = trpc.assistant.conversations
  const mutation = useMutation({
    mutationFn: ({ text, idempotencyKey }: Wish) =>
      client.assistant.send.mutate({
        text,
        idempotencyKey,
        timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
        ...(conversation !== undefined && { conversationId: conversation }),
      }),
    onSuccess: ({ conversationId, messageId, answerId }, { text }) => {
      const added = [newMessage(messageId, 'person', text), newMessage(answerId, 'assistant', '')]
      queryClient.setQueryData(get.queryKey({ id: conversationId }), (before) => ({
        conversation: before?.conversation ?? begun(conversationId, text),
        messages: [...(before?.messages ?? []), ...added],
      }))
      void queryClient.invalidateQueries(list.pathFilter())
      onSent(conversationId)
    },
    onError: (error, { text }) => {
      onRefused(text)
      showErrorToast(toFailure(error).message)
    },
  })
  return {
    pendingText: mutation.isPending ? mutation.variables.text : undefined,
    send: (text) => mutation.mutate({ text: text.trim(), idempotencyKey: newKey() }),
  }
}

/** A conversation as it stands until the hub's own words for it are read. */
function begun(id: string, text: string): ConversationWithMessages['conversation'] {
  const now = new Date().toISOString()
  return { id, title: text.split('\n')[0]?.slice(0, 60) ?? '', createdAt: now, updatedAt: now }
}
