import { Combobox as Base } from '@base-ui/react/combobox'
import { clsx } from 'clsx'
import { Check, ChevronDown, Plus, X } from 'lucide-react'
import { useRef, useState } from 'react'

import { CREATES, fits, useChoices } from './combobox-choices.ts'
import type { ChoiceGroup, ChoiceState } from './combobox-choices.ts'
import type { ComboboxOption, ComboboxProps, MultiComboboxProps } from './combobox-props.ts'
import { useFieldControl } from './field.tsx'
import { controlClass } from './input.tsx'
import { Spinner } from './spinner.tsx'

const isSame = (one: ComboboxOption, other: ComboboxOption): boolean => one.value === other.value

/** Waits for what is being made, and keeps a second click from making it twice. */
function useCreate(onCreate: ComboboxProps['onCreate'], onMade: (made: ComboboxOption) => void) {
  const [state, setState] = useState<'idle' | 'making' | 'failed'>('idle')
  const create = async (typed: string) => {
    if (onCreate === undefined || state === 'making') return
    setState('making')
    try {
      onMade(await onCreate(typed.trim()))
      setState('idle')
    } catch {
      setState('failed')
    }
  }
  return { state, create }
}

/** One of many, found by typing. Loaded by combobox.tsx. */
export function ComboboxField(props: ComboboxProps) {
  const { value, onValueChange, required = false, disabled = false } = props
  const shown = value?.label ?? ''
  const [isOpen, setOpen] = useState(false)
  const [text, setText] = useState(shown)
  // Until something is typed the field shows what is chosen, which is no question.
  const typed = text === shown ? '' : text
  const { groups, state } = useChoices({ ...props, typed, isOpen })
  const making = useCreate(props.onCreate, (made) => {
    setText(made.label)
    onValueChange(made)
  })
  // Closing the list empties what was typed before the field is left.
  const untaken = useRef('')
  const choose = (next: ComboboxOption | null) => {
    untaken.current = ''
    if (next?.value === CREATES) return void making.create(typed)
    if (next !== null || !required) onValueChange(next)
  }
  const leave = () => {
    setOpen(false)
    const text = untaken.current.trim()
    if (props.freeText === true && text !== '') {
      const same =
        groups.flatMap(({ items }) => items).find(({ label }) => label === text) ??
        (props.onCreate === undefined ? props.options?.find(({ label }) => fits(label, text)) : undefined)
      untaken.current = ''
      if (same) onValueChange(same)
      else void making.create(text)
    }
    props.onBlur?.()
  }
  return (
    <Base.Root
      items={groups}
      filter={null}
      value={value}
      onValueChange={choose}
      inputValue={isOpen || making.state === 'making' ? text : shown}
      onInputValueChange={(words, { reason }) => {
        if (reason === 'input-change') untaken.current = words
        setText(words)
      }}
      open={isOpen}
      onOpenChange={(open, { reason }) => {
        if (reason === 'escape-key') untaken.current = ''
        setOpen(open)
        // The key that opens the list is the first letter of a question.
        if (reason !== 'input-change') setText(shown)
      }}
      isItemEqualToValue={isSame}
      itemToStringLabel={({ value: id, label }: ComboboxOption) => (id === CREATES ? text : label)}
      autoHighlight
      disabled={disabled}
    >
      <Face
        {...props}
        onBlur={leave}
        isOpen={isOpen}
        isWaiting={isOpen && state === 'looking' && groups.length === 0}
      />
      {isOpen && <List groups={groups} state={state} making={making.state} />}
    </Base.Root>
  )
}

/** The field itself, with what is in it now. */
function Face({ isOpen, isWaiting, ...props }: ComboboxProps & Record<'isOpen' | 'isWaiting', boolean>) {
  const { value, required = false, disabled = false } = props
  const field = useFieldControl()
  const icon = isOpen ? undefined : value?.icon
  const canClear = value !== null && !required && !disabled
  return (
    <Base.InputGroup className={clsx('relative block w-full min-w-0', props.className)}>
      {icon !== undefined && (
        <span
          aria-hidden="true"
          className="pointer-events-none absolute inset-y-0 left-2.5 grid place-items-center"
        >
          {icon}
        </span>
      )}
      <Base.Input
        {...field}
        ref={props.inputRef}
        aria-label={props['aria-label']}
        placeholder={props.placeholder}
        autoFocus={props.autoFocus}
        // What is typed takes the place of what is chosen.
        onFocus={({ currentTarget }) => currentTarget.select()}
        onBlur={props.onBlur}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !isWaiting) return
          // It comes before what is looked for: it takes nothing, and sends no form.
          event.preventBaseUIHandler()
          event.preventDefault()
        }}
        className={controlClass({
          className: clsx('text-ellipsis', canClear ? 'pr-14' : 'pr-8', icon !== undefined && 'pl-9'),
        })}
      />
      <span className="absolute inset-y-0 right-1 flex items-center text-text-3">
        {canClear && (
          <Base.Clear aria-label={`Take ${value.label} away`} className={smallButton}>
            <X aria-hidden="true" className="size-3.5" />
          </Base.Clear>
        )}
        <Base.Trigger aria-label="Show the list" tabIndex={-1} className={smallButton}>
          <ChevronDown aria-hidden="true" />
        </Base.Trigger>
      </span>
    </Base.InputGroup>
  )
}

const smallButton =
  'grid size-6 cursor-pointer place-items-center rounded-xs hover:bg-hover hover:text-text disabled:cursor-not-allowed'

/** Several of many, as tokens. Loaded by combobox.tsx. */
export function MultiComboboxField(props: MultiComboboxProps) {
  const { values, onValuesChange, disabled = false } = props
  const field = useFieldControl()
  const [isOpen, setOpen] = useState(false)
  const [typed, setTyped] = useState('')
  const box = useRef<HTMLDivElement>(null)
  const { groups, state } = useChoices({ ...props, typed, isOpen })
  const making = useCreate(props.onCreate, (made) => {
    setTyped('')
    if (!values.some((one) => isSame(one, made))) onValuesChange([...values, made])
  })
  const choose = (next: readonly ComboboxOption[]) => {
    if (next.some(({ value }) => value === CREATES)) return void making.create(typed)
    setTyped('')
    onValuesChange(next)
  }
  return (
    <Base.Root
      multiple
      items={groups}
      filter={null}
      value={values}
      onValueChange={choose}
      inputValue={typed}
      onInputValueChange={setTyped}
      open={isOpen}
      onOpenChange={setOpen}
      isItemEqualToValue={isSame}
      itemToStringLabel={({ label }: ComboboxOption) => label}
      autoHighlight
      disabled={disabled}
    >
      <Base.Chips
        ref={box}
        className={`${controlClass()} flex h-auto! min-h-(--control-md) flex-wrap items-center gap-1 px-1.5! py-[3px] focus-within:border-transparent focus-within:outline-2 focus-within:-outline-offset-1 focus-within:outline-focus has-[[aria-invalid]]:border-danger-solid ${disabled ? 'bg-sunken! text-text-disabled!' : ''} ${props.className ?? ''}`}
      >
        {values.map((one) => (
          <Base.Chip
            key={one.value}
            aria-label={one.label}
            className="flex h-6 max-w-full items-center gap-1 rounded-xs bg-neutral-tint pl-1.5 text-13 text-text data-[highlighted]:bg-selected focus-visible:outline-offset-0"
          >
            {one.icon}
            <span className="truncate">{one.label}</span>
            <Base.ChipRemove aria-label={`Take ${one.label} away`} className={smallButton}>
              <X aria-hidden="true" className="size-3" />
            </Base.ChipRemove>
          </Base.Chip>
        ))}
        <Base.Input
          {...field}
          ref={props.inputRef}
          aria-label={props['aria-label']}
          placeholder={values.length === 0 ? props.placeholder : undefined}
          autoFocus={props.autoFocus}
          onBlur={() => {
            setOpen(false)
            props.onBlur?.()
          }}
          className="h-6 min-w-24 flex-1 bg-transparent px-1.5 text-14 outline-none max-tablet:text-16"
        />
      </Base.Chips>
      {isOpen && <List groups={groups} state={state} making={making.state} anchor={box} />}
    </Base.Root>
  )
}

interface ListProps {
  groups: readonly ChoiceGroup[]
  state: ChoiceState
  making: 'idle' | 'making' | 'failed'
  anchor?: React.RefObject<HTMLDivElement | null>
}

function List({ groups, state, making, anchor }: ListProps) {
  const isEmpty = groups.length === 0
  return (
    <Base.Portal>
      <Base.Positioner
        {...(anchor !== undefined && { anchor })}
        sideOffset={4}
        className="z-(--z-menu) outline-none"
      >
        {/* Not the popup of the library: that one hides the rest of the page from assistive technology but not from Tab. */}
        <div className="w-(--anchor-width) max-w-(--available-width) min-w-[200px] rounded-md bg-raised p-1 shadow-2">
          <Base.Status className="px-2.5 text-13 text-text-3 not-empty:py-1.5">
            {statusWords(state, making, isEmpty)}
          </Base.Status>
          <Base.List className="max-h-[min(320px,calc(var(--available-height)-40px))] overflow-y-auto outline-none">
            {(group: ChoiceGroup) => (
              <Base.Group key={group.value} items={group.items}>
                {group.value !== '' && group.value !== CREATES && (
                  <Base.GroupLabel className="px-2.5 pt-1.5 pb-1 text-12 font-medium text-text-3">
                    {group.value}
                  </Base.GroupLabel>
                )}
                <Base.Collection>
                  {(option: ComboboxOption) => <Option key={option.value} option={option} />}
                </Base.Collection>
              </Base.Group>
            )}
          </Base.List>
        </div>
      </Base.Positioner>
    </Base.Portal>
  )
}

function statusWords(state: ChoiceState, making: ListProps['making'], isEmpty: boolean) {
  if (making === 'making')
    return (
      <>
        <Spinner word={null} /> Creating it
      </>
    )
  if (making === 'failed') return 'It could not be created. Try again.'
  if (state === 'failed') return 'The list could not be loaded. Type to try again.'
  if (!isEmpty) return null
  return state === 'looking' ? 'Looking' : 'Nothing found'
}

function Option({ option }: { option: ComboboxOption }) {
  return (
    <Base.Item
      value={option}
      className="flex min-h-8 cursor-pointer items-center gap-2.5 rounded-xs px-2.5 text-14 outline-none select-none data-[highlighted]:bg-selected forced-colors:data-[highlighted]:outline-2 pointer-coarse:min-h-11"
    >
      {option.value === CREATES ? <Plus aria-hidden="true" /> : option.icon}
      <span className="min-w-0 flex-1 truncate">{option.label}</span>
      {option.detail !== undefined && (
        <span className="text-12 text-text-3 tabular-nums">{option.detail}</span>
      )}
      <Base.ItemIndicator className="text-accent-text">
        <Check aria-hidden="true" className="size-3.5" />
      </Base.ItemIndicator>
    </Base.Item>
  )
}
