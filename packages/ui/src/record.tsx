import { clsx } from 'clsx'
import type { ReactNode } from 'react'

import { Avatar } from './avatar.tsx'
import { TabPanel, Tabs } from './tabs.tsx'

export interface RecordPageProps {
  /** An avatar or a mark. */
  mark?: ReactNode
  title: ReactNode
  /** A Status beside the title. */
  status?: ReactNode
  /** "Customer since March 2023." */
  description?: ReactNode
  /** Buttons; one of them primary. Not printed. */
  actions?: ReactNode
  /** Figures. */
  figures?: ReactNode
  /** Beside the main column from 1,100 px on, below it on narrower screens. */
  side?: ReactNode
  /** Cards: facts, related lists, activity, comments. */
  children: ReactNode
}

/** Everything about one thing. */
export function RecordPage({
  mark,
  title,
  status,
  description,
  actions,
  figures,
  side,
  children,
}: RecordPageProps) {
  return (
    <article className="min-w-0">
      <header className="mb-5 flex items-start gap-4 max-tablet:flex-wrap">
        {mark}
        <div className="min-w-0 flex-1">
          <div className="flex flex-wrap items-center gap-2.5">
            <h1 className="text-22 font-semibold tracking-display wrap-anywhere">{title}</h1>
            {status}
          </div>
          {description !== undefined && <p className="mt-0.5 text-text-2">{description}</p>}
        </div>
        {actions !== undefined && (
          <div className="ml-auto flex flex-none items-center gap-2 max-tablet:ml-0 max-tablet:w-full max-tablet:flex-wrap print:hidden">
            {actions}
          </div>
        )}
      </header>
      <div
        className={clsx(
          'grid gap-4',
          side !== undefined && 'side:grid-cols-[minmax(0,1fr)_336px] print:grid-cols-1',
        )}
      >
        <div className="flex min-w-0 flex-col gap-4">
          {figures}
          {children}
        </div>
        {side !== undefined && <div className="flex min-w-0 flex-col gap-4">{side}</div>}
      </div>
    </article>
  )
}

export interface Figure {
  name: string
  value: ReactNode
  /** "3 invoices". */
  note?: ReactNode
}

/** Up to four figures in a row; two on a phone. */
export function Figures({ label, figures }: { label: string; figures: readonly Figure[] }) {
  return (
    <dl
      aria-label={label}
      className="grid auto-cols-fr grid-flow-col overflow-hidden rounded-lg border border-line bg-sheet max-tablet:grid-flow-row max-tablet:grid-cols-2"
    >
      {figures.map(({ name, value, note }) => (
        <div
          key={name}
          className="min-w-0 border-l border-line px-(--card-pad) py-3 first:border-l-0 max-tablet:not-odd:border-l max-tablet:odd:border-l-0 max-tablet:nth-[n+3]:border-t"
        >
          <dt className="text-12 text-text-3">{name}</dt>
          <dd className="text-18 font-semibold tracking-display tabular-nums">{value}</dd>
          {note !== undefined && <dd className="text-12 text-text-2">{note}</dd>}
        </div>
      ))}
    </dl>
  )
}

/** Facts with a line between them, inside a flush Card. Its children are Fact. */
export function Facts({ label, children }: { label: string; children: ReactNode }) {
  return (
    <dl aria-label={label} className="divide-y divide-line border-t border-line">
      {children}
    </dl>
  )
}

export interface FactProps {
  name: ReactNode
  /** Where it comes from: a SourceMark. */
  source?: ReactNode
  /** It is what the page beside is about. */
  selected?: boolean | undefined
  children: ReactNode
}

/** One name and its value. */
export function Fact({ name, source, selected = false, children }: FactProps) {
  return (
    <div
      className={clsx(
        'flex min-h-[38px] flex-wrap items-center gap-x-4 gap-y-0.5 px-(--card-pad) py-2',
        selected && 'bg-selected',
      )}
    >
      <dt className="w-28 flex-none text-13 text-text-2 max-tablet:w-full">{name}</dt>
      <dd className="min-w-0 flex-1 wrap-anywhere">{children}</dd>
      {source !== undefined && <dd className="flex-none text-12 text-text-2 max-tablet:w-full">{source}</dd>}
    </div>
  )
}

/** Who or what says so: an icon, a name and a day. */
export function SourceMark({ icon, children }: { icon: ReactNode; children: ReactNode }) {
  return (
    <span className="inline-flex min-w-0 items-center gap-1.5 [&_.lucide]:size-3.5 [&_.lucide]:text-text-3">
      {icon}
      <span className="truncate">{children}</span>
    </span>
  )
}

export interface RelatedList<Id extends string> {
  id: Id
  name: string
  count?: number | undefined
  /** A Table. */
  content: ReactNode
}

export interface RelatedListsProps<Id extends string> {
  label: string
  lists: readonly RelatedList<Id>[]
  value: Id
  onValueChange: (id: Id) => void
}

/** What belongs to the thing, one list at a time. On paper all of them stand below each other. */
export function RelatedLists<Id extends string>({
  label,
  lists,
  value,
  onValueChange,
}: RelatedListsProps<Id>) {
  return (
    <section aria-label={label} className="min-w-0 overflow-clip rounded-lg border border-line bg-sheet">
      <Tabs
        label={label}
        tabs={lists.map(({ id, name, count }) => ({ value: id, label: name, count }))}
        value={value}
        onValueChange={onValueChange}
        listClassName="px-(--card-pad) print:hidden"
      >
        {lists.map(({ id, name, content }) => (
          <TabPanel key={id} value={id} printsAs={name}>
            {content}
          </TabPanel>
        ))}
      </Tabs>
    </section>
  )
}

/** Sentences about what was done, newest first. Its children are Deed. */
export function Deeds({ label, children }: { label: string; children: ReactNode }) {
  return (
    <ul aria-label={label} className="divide-y divide-line pb-1">
      {children}
    </ul>
  )
}

export interface DeedProps {
  /** A person's Avatar, or an icon for what a machine did. */
  mark: ReactNode
  /** A Time. */
  time: ReactNode
  /** Only for what waits: "4 of 4 agree, waiting for your yes." */
  detail?: ReactNode
  /** "**Ana** changed email …": the actor in `<b>`, each subject a link. */
  children: ReactNode
}

/** One sentence: who, verb, subject, and the time at the right. */
export function Deed({ mark, time, detail, children }: DeedProps) {
  return (
    <li className="flex gap-2.5 px-(--card-pad) py-2.5">
      <span className="mt-px grid size-[22px] flex-none place-items-center rounded-xs text-text-2 has-[>.lucide]:bg-neutral-tint [&>.lucide]:size-3.5">
        {mark}
      </span>
      <div className="prose-links min-w-0 flex-1 wrap-anywhere [&_b]:font-medium">
        {children}
        {detail !== undefined && <div className="text-13 text-text-2">{detail}</div>}
      </div>
      <span className="flex-none pt-0.5 text-12 text-text-3 tabular-nums">{time}</span>
    </li>
  )
}

/** What people said, oldest first. Its children are Comment. */
export function Comments({ label, children }: { label?: string | undefined; children: ReactNode }) {
  return (
    <ul aria-label={label} className="flex flex-col gap-4">
      {children}
    </ul>
  )
}

export interface CommentProps {
  author: string
  avatarUrl?: string | null | undefined
  /** A Time. */
  time: ReactNode
  children: ReactNode
}

/** What one person said; line ends are kept. */
export function Comment({ author, avatarUrl, time, children }: CommentProps) {
  return (
    <li className="flex gap-2.5">
      <Avatar size="sm" name={author} src={avatarUrl} decorative />
      <div className="min-w-0 flex-1">
        <p className="flex items-baseline gap-2 text-13">
          <b className="font-semibold">{author}</b>
          <span className="text-12 text-text-3">{time}</span>
        </p>
        <p className="mt-0.5 whitespace-pre-wrap wrap-anywhere">{children}</p>
      </div>
    </li>
  )
}
