import { Button } from '@hub/ui/button'
import { PersonMessage } from '@hub/ui/chat-message'
import { Note } from '@hub/ui/note'
import { useQuery } from '@tanstack/react-query'
import { createFileRoute } from '@tanstack/react-router'
import { CalendarClock, Coins, Lightbulb, SquareCheck } from 'lucide-react'
import { useOrganization } from '../../../../account.ts'
import { useDraft, useDraftName } from '../../../../components/draft.ts'
import { useTRPC } from '../../../../trpc.ts'
import { readAssistantSearch } from './-assistant/assistant-search.ts'
import { TalkBox } from './-assistant/talk-box.tsx'
import { useSend } from './-assistant/use-send.ts'

export const Route = createFileRoute('/_app/o/$org/assistant/')({
  validateSearch: readAssistantSearch,
  component: NewConversation,
})

const beginnings = [
  { icon: SquareCheck, words: 'Create a task: call the supplier tomorrow at 9' },
  { icon: CalendarClock, words: 'What is due this week?' },
  { icon: Coins, words: 'How many credits are left?' },
  { icon: Lightbulb, words: 'What can you do?' },
] as const

/** Before the first message: what one may ask for. */
function NewConversation() {
  const { slug } = useOrganization()
  const search = Route.useSearch()
  const navigate = Route.useNavigate()
  const draft = useDraft(useDraftName('message.new'), search.draft)
  const { pendingText, send } = useSend({
    conversation: undefined,
    onSent: (conversation) =>
      void navigate({ to: '/o/$org/assistant/$conversation', params: { org: slug, conversation } }),
    onRefused: draft.giveBack,
  })
  const begin = (text: string) => {
    draft.setText('')
    send(text)
  }
  return (
    <>
      <div className="mx-auto flex w-full max-w-[776px] flex-1 flex-col px-4 pb-5">
        {pendingText === undefined ? (
          <Welcome onBegin={begin} />
        ) : (
          <PersonMessage className="mt-8 opacity-60">{pendingText}</PersonMessage>
        )}
      </div>
      <TalkBox
        draft={draft}
        onSend={() => begin(draft.text)}
        answering={undefined}
        isSending={pendingText !== undefined}
      />
    </>
  )
}

function Welcome({ onBegin }: { onBegin: (text: string) => void }) {
  const { name } = useOrganization()
  const { data: drivers } = useQuery(useTRPC().assistant.drivers.queryOptions())
  const isBuiltIn = drivers?.[0]?.isBuiltIn === true
  return (
    <div className="m-auto w-full max-w-[560px] py-8 max-tablet:mt-0">
      <h1 className="text-28 font-semibold tracking-display">What should be done?</h1>
      <p className="mt-1.5 text-text-2">
        Ask about {name}, or say what to write down. Before anything is changed you see exactly what, and
        decide.
      </p>
      <ul className="mt-5 grid gap-2 tablet:grid-cols-2">
        {beginnings.map(({ icon: Icon, words }) => (
          <li key={words} className="contents">
            <Button
              className="h-auto! min-h-14 justify-start! py-2.5! text-left whitespace-normal!"
              onClick={() => onBegin(words)}
            >
              <Icon aria-hidden="true" className="text-text-3" />
              {words}
            </Button>
          </li>
        ))}
      </ul>
      {isBuiltIn && (
        <Note tone="plain" className="mt-4" title="I work by fixed rules, not a language model.">
          That makes me free and quick. Plain, short requests work best, one thing at a time.
        </Note>
      )}
    </div>
  )
}
