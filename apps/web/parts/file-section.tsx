import { Field } from '@hub/ui/field'
import { FileDrop, FileList } from '@hub/ui/file-drop'
import type { FileOnItsWay } from '@hub/ui/file-drop'
import { useState } from 'react'
import { State, States } from './state.tsx'

const on: FileOnItsWay[] = [
  {
    id: '1',
    name: 'Receipt from the hardware shop, November.pdf',
    size: 1_840_000,
    state: 'sending',
    progress: 0.62,
  },
  { id: '2', name: 'till-2026-11-20.jpg', size: 412_000, state: 'done' },
  {
    id: '3',
    name: 'lease.pdf',
    size: 7_200_000,
    state: 'failed',
    failure: 'The connection broke. Send it again.',
  },
]

function Drop() {
  const [files, setFiles] = useState(on)
  const set = (id: string, change: Partial<FileOnItsWay>) =>
    setFiles((before) => before.map((file) => (file.id === id ? { ...file, ...change } : file)))
  return (
    <>
      <FileDrop
        label="Drop receipts here, or choose them"
        hint="PDF or picture, up to 10 MB"
        accept={['.pdf', 'image/*']}
        maxSize={10_000_000}
        onFiles={(chosen) =>
          setFiles((before) => [
            ...before,
            ...chosen.map(({ name, size }) => ({
              id: crypto.randomUUID(),
              name,
              size,
              state: 'sending' as const,
              progress: 0.1,
            })),
          ])
        }
      />
      <FileList
        label="Receipts"
        files={files}
        onRemove={(id) => setFiles((before) => before.filter((file) => file.id !== id))}
        onRetry={(id) => set(id, { state: 'sending', progress: 0 })}
      />
    </>
  )
}

/** Files with their states. */
export function FileSection() {
  return (
    <States>
      <State name="Files on their way">
        <Drop />
      </State>
      <State name="One file, in a form">
        <Field label="Contract" error="A contract is needed.">
          <FileDrop label="Choose the contract" maxCount={1} onFiles={() => undefined} />
        </Field>
      </State>
      <State name="Not now">
        <FileDrop disabled label="Only owners add files" onFiles={() => undefined} />
      </State>
    </States>
  )
}
