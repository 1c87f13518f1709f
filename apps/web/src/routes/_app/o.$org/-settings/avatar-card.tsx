import { Avatar } from '@hub/ui/avatar'
import { Button } from '@hub/ui/button'
import { Card } from '@hub/ui/card'
import { Note } from '@hub/ui/note'
import { Progress } from '@hub/ui/progress'
import { showErrorToast, showToast } from '@hub/ui/toast'
import { useMutation } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import type { DragEvent } from 'react'
import { refreshMe, useHub, useMe } from '../../../../account.ts'
import { PICTURE_TYPES, problemOf, uploadAvatar } from '../../../../avatar-upload.ts'
import { toFailure } from '../../../../failure.ts'
import { newKey } from '../../../../idempotency.ts'
import { useTRPC } from '../../../../trpc.ts'

interface Chosen {
  picture: Blob
  /** Shown before it is sent. */
  url: string
  idempotencyKey: string
}

/** One's own picture: chosen or dropped here, looked at, then shown to everybody who sees the name. */
export function AvatarCard() {
  const { user } = useMe()
  const hasPicture = user.avatarUrl !== null
  const [chosen, choose] = useChosen()
  const [problem, setProblem] = useState<string | null>(null)
  const [part, setPart] = useState(0)
  const changed = useChanged()
  const main = useRef<HTMLButtonElement>(null)
  const picker = useRef<HTMLInputElement>(null)
  const save = useMutation({
    mutationFn: ({ picture, idempotencyKey }: Chosen) =>
      uploadAvatar({ picture, idempotencyKey, onProgress: setPart }),
    onMutate: () => setProblem(null),
    onSuccess: async () => {
      await changed()
      choose(null)
      showToast('Your picture is saved.')
    },
    onError: (error) => setProblem(toFailure(error).message),
  })
  const take = (file: Blob | undefined) => {
    if (!file || save.isPending) return
    const wrong = problemOf(file)
    setProblem(wrong)
    setPart(0)
    choose(wrong === null ? file : null)
  }
  const { isOver, ...drop } = useDrop(take)
  return (
    <Card title="Picture">
      <div {...drop} className={`flex flex-col gap-4 rounded-md ${isOver ? 'bg-sunken' : ''}`}>
        <Problem words={problem} />
        <div className="flex flex-wrap items-center gap-4">
          <Avatar name={user.name} src={chosen?.url ?? user.avatarUrl} size="lg" decorative />
          <p className="min-w-0 flex-1 text-13 text-text-2">
            Shown beside your name to everybody you work with. Choose a PNG, JPEG, WebP or GIF of up to 5 MB,
            or drop it here. It is cropped to a square, and everything else in the file is removed.
          </p>
        </div>
        {save.isPending && <Sending part={part} />}
        <div className="flex flex-wrap gap-2">
          {/* One button, whatever it does next, so that the focus stays where it is. */}
          <Button
            ref={main}
            variant={chosen ? 'primary' : 'secondary'}
            pending={save.isPending}
            onClick={() => (chosen ? save.mutate(chosen) : picker.current?.click())}
          >
            {chosen ? 'Save picture' : hasPicture ? 'Choose another' : 'Choose a picture'}
          </Button>
          <input
            ref={picker}
            type="file"
            accept={PICTURE_TYPES}
            aria-label="Picture"
            hidden
            onChange={({ target }) => {
              take(target.files?.[0])
              // The same file can be chosen again after a refusal.
              target.value = ''
            }}
          />
          {chosen && (
            <Button
              variant="ghost"
              disabled={save.isPending}
              onClick={() => {
                choose(null)
                setProblem(null)
                main.current?.focus()
              }}
            >
              Cancel
            </Button>
          )}
          {!chosen && hasPicture && <RemoveButton onDone={() => main.current?.focus()} />}
        </div>
      </div>
    </Card>
  )
}

function Problem({ words }: { words: string | null }) {
  return words === null ? null : (
    <Note tone="danger" live>
      {words}
    </Note>
  )
}

/** The hub still works on it when all of it has arrived. */
const Sending = ({ part }: { part: number }) => (
  <Progress label={part < 1 ? 'Sending the picture' : 'Cropping the picture'} value={part} />
)

/** Who I am is shown on every page, so it is read again before the page says that it is done. */
function useChanged(): () => Promise<void> {
  const router = useRouter()
  const { queryClient } = useHub()
  return async () => {
    await refreshMe(router.options.context.hubs)
    // Lists of any kind show faces.
    void queryClient.invalidateQueries()
  }
}

function useChosen(): [Chosen | null, (picture: Blob | null) => void] {
  const [chosen, setChosen] = useState<Chosen | null>(null)
  const url = chosen?.url
  useEffect(() => () => void (url !== undefined && URL.revokeObjectURL(url)), [url])
  return [
    chosen,
    (picture) =>
      setChosen(picture && { picture, url: URL.createObjectURL(picture), idempotencyKey: newKey() }),
  ]
}

/** A file over the card belongs to it; anything else that is dragged does not. */
function useDrop(onFile: (file: Blob | undefined) => void) {
  const [isOver, setOver] = useState(false)
  return {
    isOver,
    onDragOver: (event: DragEvent) => {
      if (!event.dataTransfer.types.includes('Files')) return
      event.preventDefault()
      setOver(true)
    },
    onDragLeave: () => setOver(false),
    onDrop: (event: DragEvent) => {
      event.preventDefault()
      setOver(false)
      onFile(event.dataTransfer.files[0])
    },
  }
}

function RemoveButton({ onDone }: { onDone: () => void }) {
  const changed = useChanged()
  const remove = useMutation(
    useTRPC().auth.removeAvatar.mutationOptions({
      onSuccess: async () => {
        await changed()
        onDone()
        showToast('Your picture is removed.')
      },
      onError: (error) => showErrorToast(toFailure(error).message),
    }),
  )
  return (
    <Button
      variant="danger-quiet"
      pending={remove.isPending}
      onClick={() => remove.mutate({ idempotencyKey: newKey() })}
    >
      Remove
    </Button>
  )
}
