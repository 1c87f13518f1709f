import type { ReactNode } from 'react'

import { Docket } from './docket.tsx'
import { LedgerLine } from './ledger-line.tsx'
import { Logo } from './logo.tsx'

export interface AuthLayoutProps {
  title: ReactNode
  description?: ReactNode
  /** Small links at the foot. */
  foot?: ReactNode
  /** More than a screen holds, and it comes bit by bit: begins at the top, where a middle would move each time. */
  isLong?: boolean | undefined
  /** A form, or whatever this step shows. */
  children: ReactNode
}

/** Sign-in and its sisters: the form left, what the product is right. The right half goes away under 960 px. */
export function AuthLayout({ title, description, foot, isLong = false, children }: AuthLayoutProps) {
  return (
    <div className="grid min-h-[calc(100dvh-var(--bars))] desk:grid-cols-2">
      <div className="flex min-w-0 flex-col bg-sheet px-10 py-8 max-desk:px-5 max-desk:pt-5 max-desk:pb-6">
        <Logo name />
        <main
          className={`flex w-full max-w-[360px] flex-col gap-4 py-8 ${isLong ? 'mx-auto mb-auto' : 'm-auto'}`}
        >
          <div>
            <h1 className="text-28 font-semibold tracking-display">{title}</h1>
            {description !== undefined && <p className="mt-1 text-text-2">{description}</p>}
          </div>
          {children}
        </main>
        {foot !== undefined && <div className="flex gap-[18px] text-13 [&_a]:text-text-3">{foot}</div>}
      </div>
      <aside className="grid place-items-center border-l border-line bg-paper p-10 max-desk:hidden">
        <div className="w-full max-w-[420px]">
          <h2 className="mb-1.5 text-22/7.5 font-semibold tracking-display">Every job on one slip.</h2>
          <p className="text-15 text-text-2">
            You see the price before the work starts, and the receipt when it is done.
          </p>
          <div className="mt-[26px]">
            <ExampleSlip />
          </div>
        </div>
      </aside>
    </div>
  )
}

/** What a day's work looks like at the prices a hub begins with; an example, and marked as one. */
function ExampleSlip() {
  return (
    <Docket size="lg">
      <div className="mb-2.5 flex justify-between border-b border-line pb-3 text-12 text-text-3">
        <span>Friday, with your assistant</span>
        <span>Example</span>
      </div>
      <dl className="text-14 [&>div]:leading-7.5">
        <LedgerLine name="Everything you did in the app" amount="free" />
        <LedgerLine name="Looked up 24 tasks" amount="0.24" />
        <LedgerLine name="Created 9 tasks you approved" amount="0.45" />
        <LedgerLine name="Moved 6 to Done" amount="0.30" />
        <LedgerLine name="Credits used" amount="0.99" total />
      </dl>
    </Docket>
  )
}
