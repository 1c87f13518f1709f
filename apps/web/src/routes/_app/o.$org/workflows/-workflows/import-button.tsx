import { Button } from '@hub/ui/button'
import { showErrorToast } from '@hub/ui/toast'
import { useNavigate } from '@tanstack/react-router'
import { FileUp } from 'lucide-react'
import { useRef, useState } from 'react'
import { useOrganization } from '../../../../../account.ts'
import { toFailure } from '../../../../../failure.ts'
import { readFlowFile } from './flow-file.ts'
import { useCreate } from './use-workflow.ts'

const MOST_BYTES = 1_000_000

/** Makes a workflow of a file that was downloaded from one. What is wrong with it is shown in the editor. */
export function ImportButton() {
  const file = useRef<HTMLInputElement>(null)
  const { slug } = useOrganization()
  const navigate = useNavigate()
  const [isReading, setReading] = useState(false)
  const create = useCreate(
    (id) => void navigate({ to: '/o/$org/workflows/$workflow', params: { org: slug, workflow: id } }),
  )
  const take = async (chosen: File) => {
    setReading(true)
    try {
      const wish = chosen.size > MOST_BYTES ? null : readFlowFile(await chosen.text())
      if (wish === null) return showErrorToast(`“${chosen.name}” holds no workflow.`)
      // What this hub does not know at all is refused, and nothing is made.
      await create.mutateAsync(wish)
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
