import type { ConversationWithMessages } from '@hub/api/schemas/assistant'
import { Skeleton } from '@hub/ui/skeleton'
import { useQuery } from '@tanstack/react-query'
import { createFileRoute, Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useOrganization, useOwnName } from '../../../../account.ts'
import { useDraft, useDraftName } from '../../../../components/draft.ts'
import { Loaded } from '../../../../components/loaded.tsx'
import { NoSuch } from '../../../../components/no-such.tsx'
import { usePageName } from '../../../../shell/page-head.tsx'
import { useSeenAnswers } from '../../../../shell/underway.ts'
import { useTRPC } from '../../../../trpc.ts'
import { ConversationHead } from './-assistant/conversation-head.tsx'
import { newest } from './-assistant/conversation.ts'
import { useStayAtEnd } from './-assistant/stay-at-end.ts'
import { TalkBox } from './-assistant/talk-box.tsx'
import { Thread } from './-assistant/thread.tsx'
import { useSend } from './-assistant/use-send.ts'

export const Route = createFileRoute('/_app/o/$org/assistant/$conversation')({
  staticData: {
    title: 'Conversation',
    within: { title: 'Assistant', to: '/o/$org/assistant' },
    scrollsItself: true,
  },
  loader: ({ context: { hub }, params: { conversation: id } }) => {
    const query = hub.trpc.assistant.conversations.get.queryOptions({ id })
    // Only what was never read: the page knows how to put a reading beside an answer that still streams in.
    void hub.queryClient.ensureQueryData(query).catch(() => undefined)
  },
  component: () => {
    const { conversation } = Route.useParams()
    // Another conversation has its own draft and its own place on the page.
    return <OneConversation key={conversation} id={conversation} />
  },
})

function OneConversation({ id }: { id: string }) {
  const conversation = useQuery({
    ...useTRPC().assistant.conversations.get.queryOptions({ id }),
    // What streams in is newer than what a reading that began before it brings.
    // The library types both as unknown; they are what this query holds and what it read.
    structuralSharing: (before, read) =>
      newest(before as ConversationWithMessages | undefined, read as ConversationWithMessages),
  })
  usePageName(conversation.data?.conversation.title)
  useSeenAnswers(useOwnName(), conversation.data?.messages)
  const draft = useDraft(useDraftName(`message.${id}`))
  const { pendingText, send } = useSend({
    conversation: id,
    onSent: () => undefined,
    onRefused: draft.giveBack,
  })
  const messages = conversation.data?.messages ?? []
  const answering = messages.findLast(({ status }) => status === 'streaming')?.id
  const followAnswer = useStayAtEnd()
  const say = (text: string, questionId?: string) => {
    send(text, questionId)
    followAnswer()
  }
  const [edits, setEdits] = useState(0)
  const edit = (text: string) => {
    draft.setText(text)
    setEdits((count) => count + 1)
  }
  return (
    <>
      <div className="mx-auto w-full max-w-[752px] flex-1 px-4 pt-3 pb-6 desk:pt-4">
        <Loaded
          query={conversation}
          failed="This conversation could not be loaded"
          level={1}
          noSuch={<NoConversation />}
          skeleton={<Waiting />}
        >
          {(data) => (
            <div className="flex flex-col gap-5">
              <ConversationHead conversation={data.conversation} />
              <Thread
                conversationId={id}
                messages={data.messages}
                pendingText={pendingText}
                onSay={say}
                onEdit={edit}
              />
            </div>
          )}
        </Loaded>
      </div>
      {/* Where there is no conversation there is nothing to write to. */}
      {(conversation.data || !conversation.isError) && (
        <TalkBox
          conversation={id}
          draft={draft}
          onSend={() => {
            draft.setText('')
            say(draft.text)
          }}
          answering={answering}
          isSending={pendingText !== undefined}
          edits={edits}
        />
      )}
    </>
  )
}

function Waiting() {
  return (
    <div className="flex flex-col gap-5">
      <Skeleton className="h-5 w-48" />
      <Skeleton className="ml-auto h-11 w-72 rounded-lg!" />
      <Skeleton className="h-9 w-full" />
      <Skeleton className="h-4 w-full" />
      <Skeleton className="h-4 w-4/5" />
    </div>
  )
}

function NoConversation() {
  const { slug } = useOrganization()
  return (
    <NoSuch
      what="conversation"
      place="a new one"
      link={<Link to="/o/$org/assistant" params={{ org: slug }} />}
    />
  )
}
