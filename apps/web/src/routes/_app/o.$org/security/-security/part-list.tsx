import { clsx } from 'clsx'
import { Code, FolderSearch, Globe, Lock, MailOpen } from 'lucide-react'
import { partWords } from './scan-words.ts'
import { partNames, pointsWords } from './security-words.ts'
import type { Part, ScanCheck, WholePart, WholeScan } from './security-types.ts'

const icons: Record<Part, typeof Globe> = {
  headers: Globe,
  encryption: Lock,
  mail: MailOpen,
  libraries: Code,
  files: FolderSearch,
}

const cells: Record<ScanCheck['state'] | 'muted', string> = {
  passed: 'bg-success-solid opacity-90',
  failed: 'bg-warning-solid',
  muted: 'bg-text-3',
  unknown: 'inset-ring inset-ring-line-control',
}
const order = Object.keys(cells)

const cellOf = ({ state, muted }: ScanCheck) => (muted === null ? state : 'muted')

/** The parts of a scan: how many checks could look, what is to mend, and what that costs in points. */
export const PartList = ({ scan }: { scan: WholeScan }) => (
  <ul className="flex flex-col max-tablet:gap-1.5">
    {scan.parts.map((part) => (
      <PartRow key={part.part} part={part} kind={scan.kind} />
    ))}
  </ul>
)

function PartRow({ part: whole, kind }: { part: WholePart; kind: WholeScan['kind'] }) {
  const { part, checks, looked, toMend, points } = whole
  const Icon = icons[part]
  const sorted = checks.toSorted((one, other) => order.indexOf(cellOf(one)) - order.indexOf(cellOf(other)))
  return (
    <li className="grid min-h-[26px] grid-cols-[16px_minmax(0,1fr)_auto_36px] items-center gap-x-2.5 text-13 tablet:grid-cols-[16px_84px_minmax(0,1fr)_104px_96px_36px]">
      <Icon aria-hidden="true" className="text-text-3" />
      <span className="font-medium">{partNames[part]}</span>
      <span aria-hidden="true" className="flex gap-0.5 overflow-hidden max-tablet:hidden">
        {sorted.map((check) => (
          <span
            key={check.key}
            className={clsx('h-2.5 max-w-2 min-w-[3px] flex-1 rounded-[2px]', cells[cellOf(check)])}
          />
        ))}
      </span>
      <span className="text-12 text-text-3 tabular-nums max-tablet:order-last max-tablet:col-span-3 max-tablet:col-start-2">
        {looked} of {checks.length} checked
      </span>
      <span className={toMend > 0 ? 'font-medium' : 'text-text-3'}>{partWords(whole, kind)}</span>
      <span className="text-right whitespace-nowrap text-text-2 tabular-nums">
        {pointsWords(points)}
        <span className="sr-only"> points</span>
      </span>
    </li>
  )
}
