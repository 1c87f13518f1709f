import { Card } from '@hub/ui/card'
import { ThemeButton } from '../src/shell/main-topbar.tsx'
import { partSections } from './sections.ts'

/** Every part of @hub/ui that pages are made of, with its states; `part` shows one alone. */
export function PartsPage({ part }: { part: string | undefined }) {
  const shown = partSections.filter(({ id }) => part === undefined || id === part)
  return (
    <main className="mx-auto flex max-w-(--content-max) flex-col gap-5 px-8 py-6 max-tablet:px-4 print:p-0">
      <header className="flex flex-wrap items-center gap-x-5 gap-y-2 print:hidden">
        <h1 className="text-22 font-semibold tracking-display">Parts</h1>
        <nav aria-label="Parts" className="flex flex-1 flex-wrap gap-x-4 gap-y-1 text-13">
          <a href="/dev/parts" className="inline-flex min-h-6 items-center">
            All
          </a>
          {partSections.map(({ id, title }) => (
            <a
              key={id}
              href={`/dev/parts?part=${id}`}
              className="inline-flex min-h-6 items-center"
              {...(id === part && { 'aria-current': 'page' })}
            >
              {title}
            </a>
          ))}
        </nav>
        <ThemeButton />
      </header>
      {shown.map(({ id, title, Section }) => (
        <Card key={id} title={title} className="print:border-0">
          <Section />
        </Card>
      ))}
      {shown.length === 0 && <p>There is no part of this name.</p>}
    </main>
  )
}
