import { Button } from '@hub/ui/button'
import { IconButton } from '@hub/ui/icon-button'
import { Fact as FactRow, Facts, SourceMark } from '@hub/ui/record'
import { Status } from '@hub/ui/status'
import { Time } from '@hub/ui/time'
import { Link } from '@tanstack/react-router'
import { Database, Pencil, User } from 'lucide-react'
import { Suspense, useState } from 'react'
import { useCan, useOrganization } from '../../../../../account.ts'
import { useTimeZone } from '../../../../../components/day-words.ts'
import { useMembers } from '../../../../../components/use-members.ts'
import { lazyPart } from '../../../../../lazy-part.ts'
import type { Fact, WholeObject } from './foundry-types.ts'
import { ObjectValueView, valueWords } from './object-value.tsx'

const EditFact = lazyPart(async () => (await import('./edit-fact.tsx')).EditFact)

interface ObjectFactsProps {
  object: WholeObject
  /** The fact whose source is shown beside. */
  selected: string | undefined
  onSource: (property: string) => void
}

/** What is known of an object, each with who says so. */
export function ObjectFacts({ object, selected, onSource }: ObjectFactsProps) {
  const canWrite = useCan('foundry.data.write') && object.removedAt === null
  const [editing, setEditing] = useState<Fact | null>(null)
  return (
    <>
      <Facts label="Facts">
        {object.facts.map((fact) => (
          <FactRow
            key={fact.property}
            name={fact.title}
            selected={fact.property === selected}
            source={
              <span className="flex min-w-0 flex-wrap items-center gap-1">
                <Button
                  size="sm"
                  variant="ghost"
                  className="max-w-full"
                  onClick={() => onSource(fact.property)}
                >
                  <Source fact={fact} dataset={object.dataset} />
                </Button>
                {canWrite && (
                  <IconButton size="sm" label={`Correct ${fact.title}`} onClick={() => setEditing(fact)}>
                    <Pencil />
                  </IconButton>
                )}
              </span>
            }
          >
            <FactValue fact={fact} end={endOf(object, fact)} />
          </FactRow>
        ))}
      </Facts>
      <Suspense>
        {editing && <EditFact object={object} fact={editing} onClose={() => setEditing(null)} />}
      </Suspense>
    </>
  )
}

/** What a fact names: the customer behind its number. */
const endOf = ({ links }: WholeObject, { property }: Fact) =>
  links.find((link) => link.isOne && link.property === property)?.object ?? null

function FactValue({
  fact: { kind, value, unreadable },
  end,
}: {
  fact: Fact
  end: ReturnType<typeof endOf>
}) {
  const { slug } = useOrganization()
  if (end)
    return (
      <Link to="/o/$org/foundry/objects/$object" params={{ org: slug, object: end.id }}>
        {end.title}
      </Link>
    )
  if (unreadable === null) return <ObjectValueView kind={kind} value={value} />
  return (
    <span className="flex flex-wrap items-center gap-2">
      <span className="text-text-2 wrap-anywhere">{unreadable}</span>
      <Status tone="warning">Not readable</Status>
    </span>
  )
}

/** Who wrote it over what the source says, or the source. */
function Source({ fact: { edited, value }, dataset }: { fact: Fact; dataset: string }) {
  const timeZone = useTimeZone()
  const members = useMembers()
  if (!edited) return <SourceMark icon={<Database aria-hidden="true" />}>{dataset}</SourceMark>
  const name = members.find(({ id }) => id === edited.byId)?.name ?? 'Former member'
  const isOther = valueWords(edited.sourceValue) !== valueWords(value)
  return (
    <SourceMark icon={<User aria-hidden="true" />}>
      {name}, <Time value={edited.at} format="day" timeZone={timeZone} plain />
      {isOther && <span className="ml-1.5 text-warning-text">1 says otherwise</span>}
    </SourceMark>
  )
}
