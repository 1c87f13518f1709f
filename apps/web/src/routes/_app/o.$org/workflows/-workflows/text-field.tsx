import { Button } from '@hub/ui/button'
import { Field } from '@hub/ui/field'
import { Input } from '@hub/ui/input'
import { Menu, MenuHeading, MenuItem } from '@hub/ui/menu'
import { Textarea } from '@hub/ui/textarea'
import { clsx } from 'clsx'
import { Plus } from 'lucide-react'
import { Fragment, useRef } from 'react'
import type { ReactNode, RefObject } from 'react'
import type { SourceGroup } from './earlier.ts'
import type { Chip } from './expression-words.ts'

export interface TextFieldProps {
  label: string
  value: string
  onChange: (value: string) => void
  sources: readonly SourceGroup[]
  /** What of a text is taken from elsewhere, in words. */
  chipsIn: (text: string, isBare: boolean) => readonly Chip[]
  hint?: string | undefined
  error?: string | undefined
  optional?: boolean | undefined
  /** Several lines. */
  isProse?: boolean | undefined
  /** The whole of it is an expression, without braces. */
  isExpression?: boolean | undefined
  disabled?: boolean | undefined
  /** What else can be put in, beside what earlier steps gave. */
  more?: ((insert: (expression: string) => void) => ReactNode) | undefined
}

type Control = HTMLInputElement | HTMLTextAreaElement

/** Text that may hold what earlier steps gave: a picker puts it in, and chips under the field say in words what stands there. */
export function TextField(props: TextFieldProps) {
  const { label, value, onChange, sources, isProse = false, isExpression = false, disabled = false } = props
  const control = useRef<Control | null>(null)
  const chips = props.chipsIn(value, isExpression)
  const insert = (expression: string) => {
    const words = isExpression ? expression : `{{ ${expression} }}`
    const { selectionStart, selectionEnd } = control.current ?? {}
    const from = selectionStart ?? value.length
    onChange(value.slice(0, from) + words + value.slice(selectionEnd ?? from))
    select(control, from + words.length, from + words.length)
  }
  const shared = {
    value,
    disabled,
    ref: (element: Control | null) => {
      control.current = element
    },
    onChange: ({ target }: { target: { value: string } }) => onChange(target.value),
    ...(isExpression && { className: 'font-mono text-13', spellCheck: false }),
  }
  return (
    <div className="flex min-w-0 flex-col gap-1.5">
      <Field
        label={label}
        hint={props.hint}
        // What a chip says already is not said twice.
        error={chips.some(({ fault }) => fault !== undefined) ? undefined : props.error}
        optional={props.optional}
        aside={
          !disabled && (
            <span className="flex items-center gap-1">
              {props.more?.(insert)}
              <SourcePicker label={label} groups={sources} onChoose={insert} />
            </span>
          )
        }
      >
        {isProse ? <Textarea rows={4} {...shared} /> : <Input {...shared} />}
      </Field>
      <Chips label={label} chips={chips} onChoose={({ from, to }) => select(control, from, to)} />
    </div>
  )
}

function select(control: RefObject<Control | null>, from: number, to: number): void {
  // A menu gives focus back to its button first.
  requestAnimationFrame(() => {
    control.current?.focus()
    control.current?.setSelectionRange(from, to)
  })
}

interface ChipsProps {
  label: string
  chips: readonly Chip[]
  onChoose: (chip: Chip) => void
}

/** Each leads to where it stands in the text, where typing changes it and Delete takes it away. */
function Chips({ label, chips, onChoose }: ChipsProps) {
  if (chips.length === 0) return null
  return (
    <ul aria-label={`Used in ${label}`} className="flex flex-wrap gap-1">
      {chips.map((chip) => (
        <li key={chip.from} className="max-w-full">
          <button
            type="button"
            title="Select it in the text"
            onClick={() => onChoose(chip)}
            className={clsx(
              'min-h-6 max-w-full cursor-pointer rounded-xs px-1.5 py-0.5 text-left text-12 font-medium wrap-anywhere',
              chip.fault === undefined
                ? 'bg-accent-tint text-accent-text hover:underline'
                : 'bg-danger-tint text-danger-text',
            )}
          >
            {chip.words}
          </button>
          {chip.fault !== undefined && <p className="text-12 text-danger-text">{chip.fault}</p>}
        </li>
      ))}
    </ul>
  )
}

interface SourcePickerProps {
  label: string
  groups: readonly SourceGroup[]
  onChoose: (expression: string) => void
}

/** Puts in what an earlier step gave. */
export function SourcePicker({ label, groups, onChoose }: SourcePickerProps) {
  return (
    <Menu
      align="end"
      className="max-w-[300px]"
      trigger={
        <Button
          size="sm"
          variant="ghost"
          className="-my-1 h-6! px-1.5! text-12!"
          aria-label={`Insert from an earlier step: ${label}`}
        >
          <Plus aria-hidden="true" />
          Insert
        </Button>
      }
    >
      {groups.map((group, index) => (
        <Fragment key={index}>
          <MenuHeading>{group.label}</MenuHeading>
          {group.sources.map((source) => (
            <MenuItem key={source.expression} onClick={() => onChoose(source.expression)}>
              {source.label}
            </MenuItem>
          ))}
        </Fragment>
      ))}
    </Menu>
  )
}
