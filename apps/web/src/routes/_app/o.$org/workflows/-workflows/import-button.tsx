import { Button } from '@hub/ui/button'
import { showErrorToast, showToast } from '@hub/ui/toast'
import { useNavigate } from '@tanstack/react-router'
import { FileUp } from 'lucide-react'
import { useRef, useState } from 'react'
import { useOrganization } from '../../../../../account.ts'
import { toFailure } from '../../../../../failure.ts'
import { readFile } from './flow-file.ts'
import { useImport } from './use-workflow.ts'

const MOST_BYTES = 1_000_000

/** Makes a workflow of a file that was downloaded from one. What is wrong with it is shown in the editor. */
export function ImportButton() {
  const file = useRef<HTMLInputElement>(null)
  const { slug } = useOrganization()
  const navigate = useNavigate()
  const [isReading, setReading] = useState(false)
  const bringIn = useImport(({ items, attention }) => {
    const [only, ...others] = items
    if (attention.length > 0)
      showToast(`To be filled in: ${attention.length === 1 ? attention[0]?.message : attention.length}`)
    else if (others.length > 0) showToast(`${items.length} workflows are here as drafts.`)
    if (only && others.length === 0)
      void navigate({ to: '/o/$org/workflows/$workflow', params: { org: slug, workflow: only.id } })
  })
  const take = async (chosen: File) => {
    setReading(true)
    try {
      const read = chosen.size > MOST_BYTES ? null : readFile(await chosen.text())
      if (read === null) return showErrorToast(`“${chosen.name}” holds no workflow.`)
      // What this hub does not know at all is refused, and nothing is made.
      await bringIn.mutateAsync(read)
    } catch (error) {
      showErrorToast(toFailure(error).message)
    } finally {
      setReading(false)
    }
  }
  return (
    <>
      <input
        ref={file}
        type="file"
        accept="application/json,.json"
        aria-label="File of a workflow"
        className="hidden"
        onChange={({ target }) => {
          const [chosen] = target.files ?? []
          target.value = ''
          if (chosen) void take(chosen)
        }}
      />
      <Button pending={isReading} pendingLabel="Importing" onClick={() => file.current?.click()}>
        <FileUp aria-hidden="true" />
        Import
      </Button>
    </>
  )
}
