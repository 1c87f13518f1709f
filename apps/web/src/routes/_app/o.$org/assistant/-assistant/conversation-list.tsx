import type { Conversation } from '@hub/api/schemas/assistant'
import { Button } from '@hub/ui/button'
import { SearchInput } from '@hub/ui/search-input'
import { Skeleton } from '@hub/ui/skeleton'
import { formatTime, Time } from '@hub/ui/time'
import { Tooltip } from '@hub/ui/tooltip'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Plus } from 'lucide-react'
import { useDeferredValue, useState } from 'react'
import { useOrganization } from '../../../../../account.ts'
import { todayIn, useTimeZone } from '../../../../../components/day-words.ts'
import { Loaded } from '../../../../../components/loaded.tsx'
import { paging } from '../../../../../paging.ts'
import { useTRPC } from '../../../../../trpc.ts'
import { CONVERSATIONS } from './assistant-search.ts'
import { groupByAge } from './conversation-groups.ts'

/** Fewer are found faster by looking. */
const FEW = 6

/** The person's conversations, last used first. */
export function ConversationList() {
  const { slug } = useOrganization()
  const [search, setSearch] = useState('')
  const words = useDeferredValue(search.trim())
  const conversations = useInfiniteQuery(
    useTRPC().assistant.conversations.list.infiniteQueryOptions(
      { limit: CONVERSATIONS, ...(words !== '' && { search: words }) },
      { ...paging, placeholderData: (before) => before },
    ),
  )
  return (
    <div className="flex flex-col gap-2">
      <Button
        className="justify-start!"
        render={<Link to="/o/$org/assistant" params={{ org: slug }} search={{}} />}
      >
        <Plus />
        New conversation
      </Button>
      <Loaded query={conversations} failed="Your conversations could not be loaded" skeleton={<Waiting />}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items)
          if (items.length === 0 && search === '') {
            return (
              <p className="px-2.5 pt-2 text-13 text-text-3">
                Your conversations appear here. Only you see them.
              </p>
            )
          }
          return (
            <>
              {(items.length >= FEW || search !== '') && (
                <SearchInput
                  label="Search conversations"
                  value={search}
                  onValueChange={setSearch}
                  className="w-full!"
                />
              )}
              {items.length === 0 && (
                <p className="px-2.5 pt-2 text-13 text-text-3">Nothing with “{search}”.</p>
              )}
              <Groups items={items} />
            </>
          )
        }}
      </Loaded>
      {conversations.hasNextPage && (
        <Button
          size="sm"
          variant="ghost"
          pending={conversations.isFetchingNextPage}
          onClick={() => void conversations.fetchNextPage()}
        >
          Show older ones
        </Button>
      )}
    </div>
  )
}

function Groups({ items }: { items: readonly Conversation[] }) {
  const timeZone = useTimeZone()
  return groupByAge(items, { today: todayIn(timeZone), dayOf: (at) => todayIn(timeZone, new Date(at)) }).map(
    ({ name, items: group }) => (
      <section key={name} aria-label={name}>
        <h3 className="px-2.5 pt-2 pb-1 text-12 font-medium text-text-3">{name}</h3>
        <ul className="flex flex-col gap-px">
          {group.map((conversation) => (
            <Entry key={conversation.id} conversation={conversation} timeZone={timeZone} />
          ))}
        </ul>
      </section>
    ),
  )
}

function Entry({
  conversation: { id, title, updatedAt },
  timeZone,
}: {
  conversation: Conversation
  timeZone: string
}) {
  const { slug } = useOrganization()
  const lastUsed = formatTime(updatedAt, 'full', { now: Date.now(), timeZone, locale: 'en-GB' })
  return (
    <li>
      <Tooltip describes side="right" text={`Last used ${lastUsed}`}>
        <Link
          to="/o/$org/assistant/$conversation"
          params={{ org: slug, conversation: id }}
          className="block rounded-sm px-2.5 py-[7px] text-text no-underline hover:bg-hover hover:no-underline focus-visible:-outline-offset-2 aria-[current]:bg-selected"
        >
          <span className="block truncate font-medium">{title}</span>
          <span className="block text-12 text-text-3">
            <Time plain value={updatedAt} format="smart" timeZone={timeZone} />
          </span>
        </Link>
      </Tooltip>
    </li>
  )
}

function Waiting() {
  return (
    <div className="flex flex-col gap-4 px-2.5 pt-3">
      {['w-4/5', 'w-3/5', 'w-2/3', 'w-1/2'].map((width) => (
        <div key={width} className="flex flex-col gap-1.5">
          <Skeleton className={`h-3 ${width}`} />
          <Skeleton className="h-2.5 w-12" />
        </div>
      ))}
    </div>
  )
}
