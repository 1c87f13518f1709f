import { inSentence } from '@hub/api/schemas/shared/in-sentence'
import { CodeBlock } from '@hub/ui/code-block'
import { Drawer } from '@hub/ui/drawer'
import { Skeleton } from '@hub/ui/skeleton'
import { Time } from '@hub/ui/time'
import { Timeline, TimelineStep } from '@hub/ui/timeline'
import { useQuery } from '@tanstack/react-query'
import { Database, User } from 'lucide-react'
import { useHub } from '../../../../../account.ts'
import { useTimeZone } from '../../../../../components/day-words.ts'
import { Loaded } from '../../../../../components/loaded.tsx'
import { useMembers } from '../../../../../components/use-members.ts'
import type { Fact, Lineage, WholeObject } from './foundry-types.ts'
import { ObjectValueView, valueWords } from './object-value.tsx'

interface LineageDrawerProps {
  object: WholeObject
  open: boolean
  /** The fact that was asked about; without it the whole object. */
  property: string | undefined
  onClose: () => void
}

/** Who says what of an object, down to the record of its source, word for word. */
export function LineageDrawer({ object, open, property, onClose }: LineageDrawerProps) {
  const { trpc } = useHub()
  const lineage = useQuery(
    trpc.modules.foundry.objects.lineage.queryOptions({ id: object.id }, { enabled: open }),
  )
  const fact = object.facts.find((one) => one.property === property)
  const title = fact ? `Where ${inSentence(fact.title)} comes from` : 'Where this comes from'
  return (
    <Drawer open={open} onOpenChange={(next) => !next && onClose()} title={title}>
      <div className="flex flex-col gap-5">
        {fact && <Used fact={fact} />}
        <Loaded
          query={lineage}
          failed="The source could not be loaded"
          skeleton={<Skeleton className="h-60" />}
        >
          {(whole) => (
            <>
              {fact && <WhoSays fact={fact} lineage={whole} />}
              <HowItCame lineage={whole} />
              <CodeBlock name={rawName(whole, property)} code={JSON.stringify(whole.raw, null, 2)} />
            </>
          )}
        </Loaded>
      </div>
    </Drawer>
  )
}

/** The record, and the field of it that the fact is read from. */
function rawName({ key, mapping }: Lineage, property: string | undefined): string {
  const field = mapping.find((one) => one.property === property)?.path.join(' › ')
  return field === undefined ? `Raw record ${key}` : `Raw record ${key}: ${field}`
}

const Used = ({ fact: { kind, value } }: { fact: Fact }) => (
  <div>
    <p className="text-12 text-text-3">Used everywhere now</p>
    <p className="text-15 font-semibold">
      <ObjectValueView kind={kind} value={value} />
    </p>
  </div>
)

function WhoSays({ fact, lineage }: { fact: Fact; lineage: Lineage }) {
  const timeZone = useTimeZone()
  const members = useMembers()
  const { edited, value, unreadable } = fact
  const said = edited ? valueWords(edited.sourceValue) : (unreadable ?? valueWords(value))
  return (
    <section>
      <h3 className="mb-2 text-13 font-semibold">Who says what</h3>
      <Timeline label="Who says what">
        {edited && (
          <TimelineStep
            icon={<User aria-hidden="true" />}
            name={members.find(({ id }) => id === edited.byId)?.name ?? 'Former member'}
            time={<Time value={edited.at} format="smart" timeZone={timeZone} />}
            detail={
              <>
                <span className="block text-text wrap-anywhere">{valueWords(value)}</span>A correction wins
                until somebody takes it back.
              </>
            }
          />
        )}
        <TimelineStep
          icon={<Database aria-hidden="true" />}
          name={lineage.dataset}
          time={<Time value={lineage.latest.at} format="smart" timeZone={timeZone} />}
          detail={<span className="text-text wrap-anywhere">{said}</span>}
        />
      </Timeline>
    </section>
  )
}

function HowItCame({ lineage: { dataset, first, latest } }: { lineage: Lineage }) {
  const timeZone = useTimeZone()
  return (
    <section>
      <h3 className="mb-2 text-13 font-semibold">How the record got here</h3>
      <Timeline label="How the record got here">
        <TimelineStep
          state="done"
          name={first.source}
          detail={`brought it into ${dataset}`}
          time={<Time value={first.at} format="smart" timeZone={timeZone} />}
        />
        {latest.loadId !== first.loadId && (
          <TimelineStep
            state="done"
            name={latest.source}
            detail="changed it last"
            time={<Time value={latest.at} format="smart" timeZone={timeZone} />}
          />
        )}
      </Timeline>
    </section>
  )
}
