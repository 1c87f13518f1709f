import { Field } from '@hub/ui/field'
import { Input } from '@hub/ui/input'
import { NativeSelect } from '@hub/ui/native-select'
import { NumberInput } from '@hub/ui/number-input'
import { useState } from 'react'
import { useOrganization } from '../../../../../account.ts'
import { todayIn, useTimeZone } from '../../../../../components/day-words.ts'
import { DayInput } from '../../../../../components/day-input.tsx'
import { TickList } from '../../../../../components/tick-list.tsx'
import { PlacePicker } from './place-picker.tsx'
import type { SlotFieldProps } from './travel-types.ts'
import { budgetChoices, cabinChoices, wishChoices } from './travel-words.ts'

export function PlaceField({ slot, trip, onChange }: SlotFieldProps & { slot: 'from' | 'to' }) {
  const chip = trip.chips.find((one) => one.slot === slot)
  const [place, setPlace] = useState(chip ? { value: chip.value, label: chip.words } : null)
  return (
    <Field label={slot === 'from' ? 'From' : 'To'} hint="A town, or the code of an airport such as LIS.">
      <PlacePicker
        placeholder="Type a town"
        value={place}
        onValueChange={(next) => {
          setPlace(next)
          if (next) onChange({ [slot]: next.value })
        }}
      />
    </Field>
  )
}

export function DayFields({ valueOf, onChange }: SlotFieldProps) {
  const today = todayIn(useTimeZone())
  const [depart, setDepart] = useState(valueOf('depart') ?? null)
  const [returning, setReturning] = useState(valueOf('returning') ?? null)
  return (
    <div className="grid grid-cols-2 gap-4 max-tablet:grid-cols-1">
      <Field label="Out">
        <DayInput
          value={depart}
          ahead
          min={today}
          onValueChange={(day) => {
            setDepart(day)
            if (day !== null) onChange({ depart: day })
          }}
        />
      </Field>
      <Field label="Back" hint="Left empty: one way.">
        <DayInput
          value={returning}
          ahead
          min={depart ?? today}
          onValueChange={(day) => {
            setReturning(day)
            onChange({ returning: day })
          }}
        />
      </Field>
    </div>
  )
}

/** "4, 9" as ages; null while it is none. */
function agesOf(text: string): number[] | null {
  const ages = text.split(/[\s,]+/).filter((part) => part !== '')
  return ages.every((age) => /^\d{1,2}$/.test(age) && Number(age) < 18) ? ages.map(Number) : null
}

export function PartyFields({ valueOf, onChange }: SlotFieldProps) {
  const [known = '1', ...ages] = (valueOf('party') ?? '1').split(',')
  const [adults, setAdults] = useState<string | null>(known)
  const [text, setText] = useState(ages.join(', '))
  const [rooms, setRooms] = useState<string | null>(valueOf('rooms') ?? '1')
  return (
    <>
      <div className="grid grid-cols-2 gap-4 max-tablet:grid-cols-1">
        <Field label="Adults">
          <NumberInput
            value={adults}
            decimals={0}
            min="1"
            max="9"
            onValueChange={(value) => {
              setAdults(value ?? null)
              if (value) onChange({ adults: Number(value) })
            }}
          />
        </Field>
        <Field label="Rooms">
          <NumberInput
            value={rooms}
            decimals={0}
            min="1"
            max="9"
            onValueChange={(value) => {
              setRooms(value ?? null)
              if (value) onChange({ rooms: Number(value) })
            }}
          />
        </Field>
      </div>
      <Field
        label="Ages of children"
        hint="Such as 4, 9. Left empty: none."
        {...(agesOf(text) === null && { error: 'Write ages from 0 to 17, such as 4, 9.' })}
      >
        <Input
          value={text}
          inputMode="numeric"
          autoComplete="off"
          onChange={({ target }) => {
            setText(target.value)
            const childAges = agesOf(target.value)
            if (childAges) onChange({ childAges })
          }}
        />
      </Field>
    </>
  )
}

const isPer = (text: string | undefined): text is (typeof budgetChoices)[number]['value'] =>
  budgetChoices.some(({ value }) => value === text)

export function BudgetField({ valueOf, onChange }: SlotFieldProps) {
  const { currency: usual } = useOrganization()
  const [known, currency = usual, knownPer] = (valueOf('budget') ?? '').split(' ')
  const [amount, setAmount] = useState<string | null>(known || null)
  const [per, setPer] = useState(isPer(knownPer) ? knownPer : 'trip')
  const tell = (next: string | null, nextPer: typeof per) =>
    onChange({ budget: next === null ? null : { amount: next, currency, per: nextPer } })
  return (
    <div className="grid grid-cols-2 gap-4 max-tablet:grid-cols-1">
      <Field label={`At most, in ${currency}`} hint="Left empty: no limit.">
        <NumberInput
          value={amount}
          decimals={2}
          min="0"
          onValueChange={(value) => {
            setAmount(value ?? null)
            tell(value ?? null, per)
          }}
        />
      </Field>
      <Field label="For">
        <NativeSelect
          options={budgetChoices}
          value={per}
          onChange={({ target }) => {
            if (!isPer(target.value)) return
            setPer(target.value)
            tell(amount, target.value)
          }}
        />
      </Field>
    </div>
  )
}

type Cabin = (typeof cabinChoices)[number]['value']
type Wish = (typeof wishChoices)[number]['value']
const isCabin = (text: string | undefined): text is Cabin => cabinChoices.some(({ value }) => value === text)
const isWish = (text: string): text is Wish => wishChoices.some(({ value }) => value === text)

export function ComfortFields({ valueOf, onChange }: SlotFieldProps) {
  const known = valueOf('cabin')
  const [cabin, setCabin] = useState<Cabin>(isCabin(known) ? known : 'economy')
  const [wishes, setWishes] = useState((valueOf('wishes') ?? '').split(',').filter((wish) => wish !== ''))
  return (
    <>
      <Field label="Cabin">
        <NativeSelect
          options={cabinChoices}
          value={cabin}
          onChange={({ target }) => {
            if (!isCabin(target.value)) return
            setCabin(target.value)
            onChange({ cabin: target.value })
          }}
        />
      </Field>
      <TickList
        label="Wishes"
        options={wishChoices}
        chosen={wishes}
        onChange={(next) => {
          setWishes(next)
          onChange({ wishes: next.filter(isWish) })
        }}
      />
    </>
  )
}
