import { CodeBlock } from '@hub/ui/code-block'
import { Skeleton } from '@hub/ui/skeleton'
import { TabPanel, Tabs } from '@hub/ui/tabs'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useHub } from '../../../../../account.ts'
import { Loaded } from '../../../../../components/loaded.tsx'
import { countOf, serverNames } from './security-words.ts'
import type { Fix, Server, WholeFinding } from './security-types.ts'

/** What the website showed, word for word; words of strangers, so never anything but text. */
export const Evidence = ({ lines }: { lines: readonly string[] }) => (
  <section className="flex flex-col gap-1.5">
    <h3 className="text-13 font-medium">What we saw</h3>
    {lines.length === 0 ? (
      <p className="text-13 text-text-2">Nothing was sent that could be shown.</p>
    ) : (
      <pre
        tabIndex={0}
        role="region"
        aria-label="What we saw"
        className="overflow-x-auto rounded-md border border-line bg-sunken px-3.5 py-2.5 font-mono text-12/4.5 tracking-normal focus-visible:-outline-offset-2"
      >
        {lines.join('\n')}
      </pre>
    )}
  </section>
)

const firstOf = ({ server, servers }: WholeFinding): Server | undefined => {
  const wished = server ?? 'nginx'
  return servers.includes(wished) ? wished : servers[0]
}

/** What mends it, by what the website runs on. */
export function HowToMend({ finding }: { finding: WholeFinding }) {
  const { id, server, servers } = finding
  const [first] = useState(() => firstOf(finding))
  const [chosen, setChosen] = useState(first)
  // What the site runs on stands where it is seen first, however many others follow.
  const ordered = servers.toSorted((one, other) => Number(other === first) - Number(one === first))
  if (chosen === undefined)
    return (
      <section className="flex flex-col gap-1.5">
        <h3 className="text-13 font-medium">How to mend it</h3>
        <p className="text-13 text-text-2">
          There is nothing to copy for this one. Show it to whoever looks after the website.
        </p>
      </section>
    )
  // A record in the DNS is the same whatever the site runs on.
  if (finding.part === 'mail')
    return (
      <section className="flex min-w-0 flex-col gap-2.5">
        <h3 className="text-13 font-medium">How to mend it</h3>
        <OneFix findingId={id} server={chosen} />
      </section>
    )
  return (
    <section className="flex min-w-0 flex-col">
      <div className="flex flex-wrap items-center justify-between gap-x-3">
        <h3 className="text-13 font-medium">How to mend it</h3>
        {server !== null && (
          <span className="text-12 text-text-3">Your site answers as {serverNames[server]}</span>
        )}
      </div>
      <Tabs
        label="What your site runs on"
        tabs={ordered.map((value) => ({ value, label: serverNames[value] }))}
        value={chosen}
        onValueChange={setChosen}
        listClassName="gap-4! text-13"
      >
        {ordered.map((value) => (
          <TabPanel key={value} value={value} className="pt-2.5">
            <OneFix findingId={id} server={value} />
          </TabPanel>
        ))}
      </Tabs>
    </section>
  )
}

function OneFix({ findingId, server }: { findingId: string; server: Server }) {
  const { trpc } = useHub()
  const fix = useQuery(trpc.modules.security.fixes.get.queryOptions({ findingId, server }))
  return (
    <Loaded
      query={fix}
      failed="The fix could not be loaded"
      skeleton={<Skeleton className="h-32 rounded-md" />}
    >
      {(shown) => <ShownFix fix={shown} />}
    </Loaded>
  )
}

/** Longer than the head of a block of code has room for. */
const LONG_PLACE = 44

const ShownFix = ({ fix: { where, code, steps, afterwards, minutes } }: { fix: Fix }) => {
  const isShort = where.length <= LONG_PLACE && code !== null
  return (
    <div className="flex flex-col gap-2">
      {!isShort && <p className="text-13 font-medium">{where}</p>}
      {code !== null && <CodeBlock name={isShort ? where : 'To paste'} code={code} />}
      {steps.length > 0 && (
        <ol className="flex list-decimal flex-col gap-1.5 pl-5 text-13 marker:text-text-3">
          {steps.map((step) => (
            <li key={step} className="wrap-anywhere">
              {step}
            </li>
          ))}
        </ol>
      )}
      <p className="text-12 wrap-anywhere text-text-3">
        {afterwards} Takes about {countOf(minutes, 'minute')}.
      </p>
    </div>
  )
}
