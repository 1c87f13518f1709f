import { Check, ChevronDown } from 'lucide-react'
import type { ReactNode } from 'react'
import { countOf, partNames } from './security-words.ts'
import { Dash } from './severity-mark.tsx'
import type { Part, ScanCheck, WholeScan } from './security-types.ts'

interface FoldProps {
  icon: ReactNode
  title: string
  /** A few quiet words beside it. */
  note?: string | undefined
  isOpen?: boolean
  children: ReactNode
}

/** A line that opens. */
export const Fold = ({ icon, title, note, isOpen = false, children }: FoldProps) => (
  <details {...(isOpen && { open: true })} className="group">
    <summary className="flex min-h-10 list-none items-center gap-2 py-2 pr-3.5 pl-(--card-pad) text-13 text-text-2 hover:bg-hover focus-visible:-outline-offset-2 [&_.lucide]:size-3.5 [&::-webkit-details-marker]:hidden">
      {icon}
      <span className="flex-none">{title}</span>
      <span className="min-w-0 flex-1 truncate text-text-3 max-tablet:invisible">{note}</span>
      <ChevronDown aria-hidden="true" className="group-open:rotate-180" />
    </summary>
    {children}
  </details>
)

interface PlacedCheck extends ScanCheck {
  part: Part
}

/** Of one part or of all: what passed, and what nobody could look at. */
export function ChecksOf({ scan, part }: { scan: WholeScan; part: Part | undefined }) {
  const checks = scan.parts
    .filter((one) => part === undefined || one.part === part)
    .flatMap((one) => one.checks.map((check): PlacedCheck => ({ ...check, part: one.part })))
  const passed = checks.filter(({ state }) => state === 'passed')
  const unknown = checks.filter(({ state }) => state === 'unknown')
  return (
    <>
      {passed.length > 0 && (
        <Fold
          icon={<Check aria-hidden="true" className="text-success-text" />}
          title={`${countOf(passed.length, 'check')} passed`}
        >
          <CheckList label="Checks that passed" checks={passed} />
        </Fold>
      )}
      {unknown.length > 0 && (
        <Fold
          icon={<Dash />}
          title={`${countOf(unknown.length, 'check')} could not run`}
          note={unknown[0]?.title}
        >
          <CheckList label="Checks that could not run" checks={unknown} withReason />
        </Fold>
      )}
    </>
  )
}

interface CheckListProps {
  label: string
  checks: readonly PlacedCheck[]
  withReason?: boolean
}

const CheckList = ({ label, checks, withReason = false }: CheckListProps) => (
  <ul aria-label={label} className="flex flex-col gap-2 px-(--card-pad) pt-1 pb-4 text-13">
    {checks.map(({ key, title, about, part }) => (
      <li key={key} className="flex items-start gap-3">
        <span className="min-w-0 flex-1 wrap-anywhere">
          {title}
          {withReason && <span className="block text-text-3">{about}</span>}
        </span>
        <span className="flex-none text-12 text-text-3">{partNames[part]}</span>
      </li>
    ))}
  </ul>
)
