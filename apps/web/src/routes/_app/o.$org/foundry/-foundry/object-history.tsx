import { inSentence } from '@hub/api/schemas/shared/in-sentence'
import { Avatar } from '@hub/ui/avatar'
import { Card } from '@hub/ui/card'
import { Deed, Deeds } from '@hub/ui/record'
import { SkeletonRows } from '@hub/ui/skeleton'
import { Time } from '@hub/ui/time'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Database } from 'lucide-react'
import { useHub } from '../../../../../account.ts'
import { useTimeZone } from '../../../../../components/day-words.ts'
import { LoadMore } from '../../../../../components/load-more.tsx'
import { Loaded } from '../../../../../components/loaded.tsx'
import { useMembers } from '../../../../../components/use-members.ts'
import { paging } from '../../../../../paging.ts'
import type { ObjectChange } from './foundry-types.ts'
import { valueWords } from './object-value.tsx'

/** What changed of an object, by its source and by people. */
export function ObjectHistory({ id }: { id: string }) {
  const { trpc } = useHub()
  const history = useInfiniteQuery(
    trpc.modules.foundry.objects.history.infiniteQueryOptions({ id, limit: 10 }, paging),
  )
  return (
    <Card flush title="Activity">
      <Loaded query={history} failed="The history could not be loaded" skeleton={<SkeletonRows rows={3} />}>
        {({ pages }) => (
          <Deeds label="Activity">
            {pages
              .flatMap(({ items }) => items)
              .map((change) => (
                <Change key={change.id} change={change} />
              ))}
          </Deeds>
        )}
      </Loaded>
      <LoadMore query={history} />
    </Card>
  )
}

function Change({ change }: { change: ObjectChange }) {
  const timeZone = useTimeZone()
  const members = useMembers()
  const { actorId, kind, source, createdAt } = change
  const member = members.find(({ id }) => id === actorId)
  const isPerson = kind === 'edit' || kind === 'revert'
  const who = isPerson ? (member?.name ?? 'Former member') : (source ?? 'Its source')
  return (
    <Deed
      mark={
        isPerson ? (
          <Avatar size="sm" name={who} src={member?.avatarUrl} decorative />
        ) : (
          <Database aria-hidden="true" />
        )
      }
      time={<Time value={createdAt} format="smart" timeZone={timeZone} />}
    >
      <b>{who}</b> {didWhat(change)}
    </Deed>
  )
}

/** "changed city from Galway to Ennis." */
function didWhat({ kind, changes }: ObjectChange): string {
  if (kind === 'created') return 'brought this.'
  if (kind === 'removed') return 'no longer has this.'
  if (kind === 'returned') return 'has this again.'
  const parts = changes.map(
    ({ title, from, to }) => `${inSentence(title)} from ${valueWords(from)} to ${valueWords(to)}`,
  )
  return `${kind === 'revert' ? 'took back' : 'changed'} ${parts.join(', ')}.`
}
