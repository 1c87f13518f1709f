import { fileKinds, sizeText } from '@hub/api/schemas/shared/file-kinds'
import type { FileKind } from '@hub/api/schemas/shared/file-kinds'
import { Button } from '@hub/ui/button'
import { ConfirmDialog } from '@hub/ui/confirm-dialog'
import { FileDrop, FileList, sizeWords } from '@hub/ui/file-drop'
import { IconButton } from '@hub/ui/icon-button'
import { Time } from '@hub/ui/time'
import { showErrorToast, showToast } from '@hub/ui/toast'
import { useInfiniteQuery, useMutation } from '@tanstack/react-query'
import { Download, Trash2 } from 'lucide-react'
import { useRef, useState } from 'react'
import { useHub, useOrganization } from '../../account.ts'
import { toFailure } from '../../failure.ts'
import { newKey } from '../../idempotency.ts'
import { paging } from '../../paging.ts'
import { useTimeZone } from '../day-words.ts'
import { Loaded } from '../loaded.tsx'
import { NoFilesSkeleton } from './record-files-skeleton.tsx'
import { useUploads } from './uploads.ts'
import type { FilePlace } from './uploads.ts'

export interface RecordFilesProps extends FilePlace {
  /** Which kinds the record takes, and how large one may be, as its entity declares. */
  kinds: readonly FileKind[]
  maxBytes: number
  canWrite: boolean
}

interface ListedFile {
  id: string
  name: string
  bytes: number
  uploadedByName: string
  createdAt: string
}

const kindWords: Record<FileKind, string> = {
  pdf: 'PDF',
  png: 'picture',
  jpeg: 'picture',
  webp: 'picture',
  xlsx: 'table',
  csv: 'table',
  ofx: 'bank statement',
  camt: 'bank statement',
  json: 'text',
  txt: 'text',
  eml: 'mail',
}
const oneOf = new Intl.ListFormat('en-GB', { type: 'disjunction' })
const kindsSaid = (kinds: readonly FileKind[]) => oneOf.format(new Set(kinds.map((kind) => kindWords[kind])))

/** The files of a record: what is there, what is on its way, and a place to drop more. */
export function RecordFiles({ kinds, maxBytes, canWrite, ...place }: RecordFilesProps) {
  const hub = useHub()
  const query = useInfiniteQuery(hub.trpc.files.list.infiniteQueryOptions({ ...place, limit: 50 }, paging))
  const uploads = useUploads(place)
  const files = query.data?.pages.flatMap(({ items }) => items) ?? []
  const [leaving, setLeaving] = useState<ListedFile | null>(null)
  const heading = useRef<HTMLHeadingElement>(null)
  const askToRemove = (file: ListedFile) => {
    // The button goes with its file, so the focus comes back to what stays.
    heading.current?.focus()
    setLeaving(file)
  }
  return (
    <section aria-labelledby="files" className="flex flex-col gap-3">
      <h3 ref={heading} id="files" tabIndex={-1} className="self-start text-13 font-semibold">
        Files
      </h3>
      <Loaded query={query} failed="The files could not be loaded" skeleton={<NoFilesSkeleton />}>
        {() => (
          <ul aria-label="Files" className="flex flex-col gap-1">
            {files.length === 0 && <li className="text-13 text-text-3">No files yet.</li>}
            {files.map((file) => (
              <FileRow key={file.id} file={file} onRemove={canWrite ? () => askToRemove(file) : undefined} />
            ))}
          </ul>
        )}
      </Loaded>
      {query.hasNextPage && (
        <Button size="sm" pending={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          Show older files
        </Button>
      )}
      {canWrite && (
        <div>
          <FileDrop
            label="Drop files here, or choose them"
            hint={`${kindsSaid(kinds)}, up to ${sizeText(maxBytes)}`}
            accept={kinds.flatMap((kind) => fileKinds[kind].endings.map((ending) => `.${ending}`))}
            maxSize={maxBytes}
            maxCount={10}
            onFiles={uploads.add}
          />
          <FileList
            label="Files on their way"
            files={uploads.onTheirWay}
            onRemove={uploads.remove}
            onRetry={uploads.retry}
          />
        </div>
      )}
      <RemoveDialog file={leaving} onClose={() => setLeaving(null)} />
    </section>
  )
}

function FileRow({ file, onRemove }: { file: ListedFile; onRemove: (() => void) | undefined }) {
  const { slug } = useOrganization()
  const timeZone = useTimeZone()
  const { id, name, bytes, uploadedByName, createdAt } = file
  return (
    <li className="flex items-center gap-2.5 rounded-sm border border-line px-2.5 py-1.5">
      <div className="min-w-0 flex-1">
        <a
          href={`/files/${slug}/${id}`}
          download={name}
          className="flex items-center gap-2 text-13 font-medium hover:underline"
        >
          <Download aria-hidden="true" className="size-4 flex-none text-text-3" />
          <span className="min-w-0 wrap-anywhere">{name}</span>
        </a>
        <p className="pl-6 text-12 text-text-3">
          {sizeWords(bytes)}, {uploadedByName}, <Time value={createdAt} timeZone={timeZone} />
        </p>
      </div>
      {onRemove && (
        <IconButton size="sm" tooltip={false} label={`Remove ${name}`} onClick={onRemove}>
          <Trash2 />
        </IconButton>
      )}
    </li>
  )
}

function RemoveDialog({ file, onClose }: { file: ListedFile | null; onClose: () => void }) {
  const hub = useHub()
  const remove = useMutation(
    hub.trpc.files.remove.mutationOptions({
      onSuccess: async () => {
        await hub.queryClient.invalidateQueries(hub.trpc.files.list.pathFilter())
        showToast('The file is removed.')
        onClose()
      },
      onError: (error) => showErrorToast(toFailure(error).message),
    }),
  )
  return (
    <ConfirmDialog
      open={file !== null}
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={`Remove “${file?.name ?? ''}”?`}
      consequence="Nobody here can open it any more. This cannot be undone."
      confirmLabel="Remove"
      pendingLabel="Removing"
      danger
      pending={remove.isPending}
      onConfirm={() => file && remove.mutate({ id: file.id, idempotencyKey: newKey() })}
    />
  )
}
