import { Button } from '@hub/ui/button'
import { Suspense, useState } from 'react'
import type { Program } from '../../../../../components/program-levels.ts'
import { scopeWords } from '../../../../../components/scope-presets.ts'
import { lazyPart } from '../../../../../lazy-part.ts'

const ProgramDialog = lazyPart(
  async () => (await import('../../../../../components/program-dialog.tsx')).ProgramDialog,
)

/** What a key or an application may do, in short; pressed, by module. */
export function ProgramScopes({ program, scopes }: { program: Program; scopes: readonly string[] }) {
  const [isOpen, setOpen] = useState(false)
  const words = scopes.length === 0 ? 'Nothing' : scopeWords(scopes)
  return (
    <>
      <Button
        size="sm"
        variant="ghost"
        className="-ml-2.5"
        title={scopes.join(', ')}
        aria-label={`${words}: change what ${program.name} may do`}
        onClick={() => setOpen(true)}
      >
        {words}
      </Button>
      {isOpen && (
        <Suspense>
          <ProgramDialog program={program} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  )
}
