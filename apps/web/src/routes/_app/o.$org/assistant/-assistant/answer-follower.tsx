import { useSubscription } from '@trpc/tanstack-react-query'
import { useState } from 'react'
import { useHub } from '../../../../../account.ts'
import { withEvent } from './conversation.ts'

export interface AnswerFollowerProps {
  conversationId: string
  answerId: string
  lastEventId: string | null
}

/**
 * Brings one answer into the conversation as it is made, from where the last reading of it ended. A lost
 * connection is taken up again at the same place; nothing is shown twice.
 */
export function AnswerFollower({ conversationId, answerId, lastEventId }: AnswerFollowerProps) {
  const { queryClient, trpc } = useHub()
  // The link itself keeps count from here on; another input would begin another subscription.
  const [from] = useState(lastEventId)
  useSubscription(
    trpc.assistant.stream.subscriptionOptions(
      { answerId, lastEventId: from },
      {
        onData: (event) => {
          const key = trpc.assistant.conversations.get.queryKey({ id: conversationId })
          queryClient.setQueryData(key, (before) => before && withEvent(before, answerId, event))
          const { type } = event.data
          if (type === 'approval') void queryClient.invalidateQueries(trpc.approvals.pathFilter())
          if (type === 'finished' || type === 'failed' || type === 'followUp') {
            // Who answered and what the conversation is called comes only with the whole of it.
            void queryClient.invalidateQueries(trpc.assistant.conversations.pathFilter())
            void queryClient.invalidateQueries(trpc.credits.pathFilter())
            void queryClient.invalidateQueries(trpc.audit.pathFilter())
          }
          if (type === 'followUp') {
            void queryClient.invalidateQueries(trpc.approvals.pathFilter())
            void queryClient.invalidateQueries(trpc.modules.pathFilter())
          }
        },
      },
    ),
  )
  return null
}
