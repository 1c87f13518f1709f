import { clsx } from 'clsx'
import { Check, File as FileIcon, RotateCcw, TriangleAlert, Upload, X } from 'lucide-react'
import { useId, useRef, useState } from 'react'
import type { DragEvent } from 'react'

import { useFieldControl } from './field.tsx'
import { IconButton } from './icon-button.tsx'
import { Meter } from './meter.tsx'

export interface FileRules {
  /** Endings with their dot, or MIME types: ".pdf", "image/*". Everything without it. */
  accept?: readonly string[] | undefined
  /** In bytes. */
  maxSize?: number | undefined
  /** How many at once. */
  maxCount?: number | undefined
}

export interface FileDropProps extends FileRules {
  /** "Drop receipts here, or choose them". */
  label: string
  /** "PDF or picture, up to 10 MB". */
  hint?: string | undefined
  /** Those that fit the rules; what does not is refused here, in words. */
  onFiles: (files: File[]) => void
  disabled?: boolean | undefined
}

/** "10 MB", "1.5 kB". */
export function sizeWords(bytes: number): string {
  const units = ['bytes', 'kB', 'MB', 'GB']
  const power = Math.min(units.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(1, bytes)) / 3)))
  return `${Number((bytes / 1000 ** power).toFixed(1))} ${units[power] ?? ''}`
}

function fitsType({ name, type }: File, accept: readonly string[]): boolean {
  return accept.some((kind) =>
    kind.startsWith('.')
      ? name.toLowerCase().endsWith(kind.toLowerCase())
      : kind.endsWith('/*')
        ? type.startsWith(kind.slice(0, -1))
        : type === kind,
  )
}

const typeWords = (accept: readonly string[]): string =>
  accept.map((kind) => kind.replace(/^\./, '').replace(/\/\*$/, 's')).join(', ')

/** Why a file cannot be taken; undefined when it can. */
export function refusalOf(file: File, { accept, maxSize }: FileRules): string | undefined {
  if (accept !== undefined && !fitsType(file, accept))
    return `${file.name} is not of a kind that can be read here. Choose ${typeWords(accept)}.`
  if (file.size === 0) return `${file.name} is empty.`
  if (maxSize !== undefined && file.size > maxSize)
    return `${file.name} has ${sizeWords(file.size)}. At most ${sizeWords(maxSize)} can be sent.`
  return undefined
}

/** A place for files: dropped, pasted or chosen, with a mouse or by keys. */
export function FileDrop({ label, hint, onFiles, disabled = false, ...rules }: FileDropProps) {
  const field = useFieldControl()
  const ownId = useId()
  const id = field.id ?? ownId
  const input = useRef<HTMLInputElement>(null)
  const [isOver, setOver] = useState(false)
  const [refusals, setRefusals] = useState<readonly string[]>([])
  const take = (files: readonly File[]) => {
    const { maxCount = Infinity } = rules
    const refused = files.flatMap((file) => refusalOf(file, rules) ?? [])
    const good = files.filter((file) => refusalOf(file, rules) === undefined)
    const tooMany =
      good.length > maxCount ? [`At most ${maxCount} at once. The first ${maxCount} were taken.`] : []
    setRefusals([...refused, ...tooMany])
    if (good.length > 0) onFiles(good.slice(0, maxCount))
  }
  const onDrop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    if (!disabled) take([...event.dataTransfer.files])
  }
  return (
    <div>
      <div
        onDragOver={(event) => {
          event.preventDefault()
          setOver(!disabled)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={onDrop}
        onPaste={(event) => event.clipboardData.files.length > 0 && take([...event.clipboardData.files])}
        className={clsx(
          'relative flex min-h-24 flex-col items-center justify-center gap-1 rounded-md border-[1.5px] border-dashed px-4 py-5 text-center focus-within:outline-2 focus-within:outline-offset-2 focus-within:outline-focus',
          isOver ? 'border-accent bg-accent-tint' : 'border-line-control',
          disabled ? 'bg-sunken text-text-disabled' : 'hover:bg-hover',
        )}
      >
        <Upload aria-hidden="true" className={disabled ? '' : 'text-text-3'} />
        <label htmlFor={id} className="font-medium">
          {label}
        </label>
        {hint !== undefined && (
          <p id={`${id}-hint`} className={clsx('text-12', !disabled && 'text-text-3')}>
            {hint}
          </p>
        )}
        {/* Over everything, so that a click anywhere chooses; its own look is the browser's. */}
        <input
          ref={input}
          {...field}
          id={id}
          type="file"
          multiple={rules.maxCount !== 1}
          disabled={disabled}
          {...(rules.accept !== undefined && { accept: rules.accept.join(',') })}
          {...(hint !== undefined && { 'aria-describedby': `${id}-hint` })}
          className="absolute inset-0 cursor-pointer opacity-0 disabled:cursor-not-allowed"
          onChange={({ target }) => {
            take([...(target.files ?? [])])
            // The same file can be chosen again.
            target.value = ''
          }}
        />
      </div>
      <div role="alert" className="text-12 text-danger-text">
        {refusals.map((words) => (
          <p key={words} className="mt-1.5 flex gap-1.5">
            <TriangleAlert aria-hidden="true" className="mt-px size-3.5" />
            <span className="min-w-0 wrap-anywhere">{words}</span>
          </p>
        ))}
      </div>
    </div>
  )
}

export interface FileOnItsWay {
  id: string
  name: string
  /** In bytes. */
  size: number
  state: 'sending' | 'done' | 'failed'
  /** 0 to 1, while it is sent. */
  progress?: number | undefined
  /** What went wrong and what to do, once it failed. */
  failure?: string | undefined
}

export interface FileListProps {
  label: string
  files: readonly FileOnItsWay[]
  /** Stops one that is sent, takes away one that is there or failed. */
  onRemove: (id: string) => void
  onRetry: (id: string) => void
}

/** What is told to whoever does not see the list; why one failed above all, as it asks for an act. */
function stateWords(files: readonly FileOnItsWay[]): string {
  const sending = files.filter(({ state }) => state === 'sending').length
  const failed = files.filter(({ state }) => state === 'failed')
  return [
    ...failed.map(({ name, failure }) => `${name} was not sent. ${failure ?? ''}`.trim()),
    ...(sending > 0 ? [`Sending ${sending} of ${files.length}`] : []),
    ...(sending === 0 && failed.length === 0 && files.length > 0 ? ['Everything is sent.'] : []),
  ].join(' ')
}

/** Files with how far they are. */
export function FileList({ label, files, onRemove, onRetry }: FileListProps) {
  return (
    <>
      <ul aria-label={label} className="mt-2 flex flex-col gap-1">
        {files.map((file) => (
          <FileRow
            key={file.id}
            file={file}
            onRemove={() => onRemove(file.id)}
            onRetry={() => onRetry(file.id)}
          />
        ))}
      </ul>
      <p role="status" className="sr-only">
        {stateWords(files)}
      </p>
    </>
  )
}

interface FileRowProps {
  file: FileOnItsWay
  onRemove: () => void
  onRetry: () => void
}

function FileRow({ file: { name, size, state, progress = 0, failure }, onRemove, onRetry }: FileRowProps) {
  const percent = Math.round(progress * 100)
  return (
    <li className="flex items-center gap-2.5 rounded-sm border border-line px-2.5 py-1.5">
      {state === 'done' ? (
        <Check aria-label="Sent" className="text-success-text" />
      ) : (
        <FileIcon aria-hidden="true" className="text-text-3" />
      )}
      <div className="min-w-0 flex-1">
        <p className="flex items-baseline gap-2 text-13">
          <span className="truncate font-medium">{name}</span>
          <span className="flex-none text-12 text-text-3 tabular-nums">
            {state === 'sending' ? `${percent}% of ${sizeWords(size)}` : sizeWords(size)}
          </span>
        </p>
        {state === 'sending' && <Meter label={`${name}, ${percent}%`} value={progress} />}
        {state === 'failed' && (
          <p className="text-12 text-danger-text">{failure ?? 'It could not be sent.'}</p>
        )}
      </div>
      {state === 'failed' && (
        <IconButton size="sm" label={`Send ${name} again`} tooltip={false} onClick={onRetry}>
          <RotateCcw />
        </IconButton>
      )}
      <IconButton
        size="sm"
        tooltip={false}
        label={state === 'sending' ? `Stop sending ${name}` : `Take ${name} away`}
        onClick={onRemove}
      >
        <X />
      </IconButton>
    </li>
  )
}
