import type { AppRouter } from '@hub/api'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import type { inferRouterOutputs } from '@trpc/server'
import {
  Bookmark,
  Coins,
  Hand,
  Hourglass,
  MessageSquareText,
  Paperclip,
  Plug,
  ScrollText,
  UserRound,
} from 'lucide-react'
import type { LucideIcon } from 'lucide-react'
import { useOwnName } from '../account.ts'
import { partsOf } from '../components/sentence.tsx'
import { modules } from '../modules/index.ts'
import { useTRPC } from '../trpc.ts'
import { Entries, Entry } from './palette-parts.tsx'
import { readRecent, rememberRecent } from './recent.ts'

type Kind = inferRouterOutputs<AppRouter>['system']['find']['kinds'][number]

/** From two letters on, records are looked up. */
const SEARCH_FROM = 2

const hubIcons: Readonly<Record<string, LucideIcon>> = {
  'organization_member.user_id': UserRound,
  approval: Hand,
  assistant_conversation: MessageSquareText,
  auth_api_key: Plug,
  attached_file: Paperclip,
  credit_entry: Coins,
  job: Hourglass,
  saved_view: Bookmark,
}

/** Records of a module have the icon of its first place. */
const iconOf = (kind: string): LucideIcon =>
  hubIcons[kind] ?? modules.find(({ name }) => kind.startsWith(`${name}_`))?.places[0]?.icon ?? ScrollText

export interface FindsProps {
  query: string
  onClose: () => void
}

/** Records of every kind by what was typed, the likeliest kind first. */
export function Finds({ query, onClose }: FindsProps) {
  const isSearch = query.length >= SEARCH_FROM
  const { data } = useQuery(
    useTRPC().system.find.queryOptions(
      { query, limit: 5 },
      { enabled: isSearch, placeholderData: (before) => before },
    ),
  )
  if (!isSearch || !data) return null
  return (
    <>
      {data.kinds.map((found) => (
        <KindEntries key={found.kind} found={found} query={query} onClose={onClose} />
      ))}
      {data.unanswered.length > 0 && (
        <p className="px-4 py-2 text-13 text-text-2">Some of it could not be searched just now.</p>
      )}
    </>
  )
}

function KindEntries({ found: { kind, plural, items }, query, onClose }: FindsProps & { found: Kind }) {
  return (
    <Entries heading={plural}>
      {items.map((item) =>
        item.link === null ? null : (
          <RecordEntry
            key={item.id}
            kind={kind}
            item={{ ...item, link: item.link }}
            query={query}
            onClose={onClose}
          />
        ),
      )}
    </Entries>
  )
}

/** What was opened from here last. */
export function Recent({ onClose }: Pick<FindsProps, 'onClose'>) {
  const recent = readRecent(useOwnName())
  if (recent.length === 0) return null
  return (
    <Entries heading="Recent">
      {recent.map(({ kind, ...item }) => (
        <RecordEntry key={item.id} kind={kind} item={{ ...item, detail: null }} query="" onClose={onClose} />
      ))}
    </Entries>
  )
}

interface RecordEntryProps extends FindsProps {
  kind: string
  item: Kind['items'][number] & { link: string }
}

/** The hub finds records by more than their names; what it was asked keeps them in the list. */
function RecordEntry({ kind, item: { id, name, detail, link }, query, onClose }: RecordEntryProps) {
  const navigate = useNavigate()
  const ownName = useOwnName()
  const Icon = iconOf(kind)
  return (
    <Entry
      value={`${kind} ${id}`}
      keywords={[name, query]}
      icon={<Icon aria-hidden="true" />}
      detail={detail ?? undefined}
      onChoose={() => {
        onClose()
        rememberRecent(ownName, { kind, id, name, link })
        const { path, search } = partsOf(link)
        void navigate({ to: path, search })
      }}
    >
      {name}
    </Entry>
  )
}
