import { currencyDigits } from '../../../../shared/currencies.ts'
import type { CsvColumn } from '../schema.ts'

/** How banks call it, without accents, spaces and signs; the first that fits counts. */
const words: readonly (readonly [field: CsvColumn, names: string])[] = [
  // English
  [
    'day',
    'date bookingdate transactiondate posteddate postingdate completeddate startdate dateposted postedtransactionsdate',
  ],
  ['amount', 'amount transactionamount value net'],
  ['moneyIn', 'credit credits moneyin paidin creditamount deposit deposits in received'],
  ['moneyOut', 'debit debits moneyout paidout debitamount withdrawal withdrawals out spent'],
  ['mark', 'creditdebit debitcredit creditdebitindicator crdr drcr direction'],
  [
    'text',
    'text description details narrative memo transactiondescription particulars message purpose notes',
  ],
  [
    'counterparty',
    'name payee counterparty payeename partnername beneficiary merchant nameofcounterparty payerpayee',
  ],
  ['reference', 'reference ref paymentreference customerreference transactionreference'],
  ['balance', 'balance runningbalance runningbal balanceafter'],
  ['fee', 'fee fees gebuhr gebuhren frais comision commissione comissao kosten avgift gebyr prowizja'],
  // German
  ['day', 'buchungstag buchungsdatum datum buchung'],
  ['amount', 'betrag umsatz netto'],
  ['moneyIn', 'haben eingang gutschrift'],
  ['moneyOut', 'soll ausgang belastung lastschrift'],
  ['mark', 'sollhaben sollhabenkennzeichen sh kennzeichen'],
  ['text', 'verwendungszweck buchungstext beschreibung vorgangverwendungszweck avisierungstext'],
  [
    'counterparty',
    'auftraggeberempfanger beguenstigterzahlungspflichtiger begunstigterzahlungspflichtiger namezahlungsbeteiligter empfanger auftraggeber zahlungsempfanger zahlungsempfangerin zahlungspflichtigezahlungsempfangerin zahlungspflichtiger begunstigterauftraggeber',
  ],
  ['reference', 'referenz kundenreferenz kundenreferenzendtoend mandatsreferenz'],
  ['balance', 'saldo saldonachbuchung kontostand'],
  // French
  ['day', 'dateoperation datedoperation datecomptable datedecomptabilisation'],
  ['amount', 'montant montantdeloperation'],
  ['mark', 'sens'],
  ['text', 'libelle libelleoperation libelledeloperation detail communication libellesimplifie'],
  ['counterparty', 'beneficiaire contrepartie nomdelacontrepartie tiers'],
  ['balance', 'solde'],
  // Spanish
  ['day', 'fecha fechaoperacion fechacontable fechadeoperacion'],
  ['amount', 'importe'],
  ['moneyIn', 'abono abonos ingreso ingresos haber'],
  ['moneyOut', 'cargo cargos gasto gastos debe'],
  ['text', 'concepto descripcion observaciones movimiento'],
  ['counterparty', 'beneficiario ordenante beneficiarioordenante'],
  ['reference', 'referencia'],
  // Italian
  ['day', 'data datacontabile dataoperazione datacontabilizzazione'],
  ['amount', 'importo'],
  ['moneyIn', 'entrate entrata avere accrediti accredito'],
  ['moneyOut', 'uscite uscita dare addebiti addebito'],
  ['text', 'descrizione causale descrizioneoperazione descrizionecompleta'],
  ['counterparty', 'controparte ordinante ordinantebeneficiario'],
  ['reference', 'riferimento'],
  // Dutch
  ['day', 'boekdatum boekingsdatum transactiedatum valutadatum'],
  ['amount', 'bedrag transactiebedrag'],
  ['moneyIn', 'bij ontvangsten'],
  ['moneyOut', 'af uitgaven'],
  ['mark', 'afbij bijaf debetcredit creditdebet'],
  ['text', 'omschrijving mededelingen naamomschrijving'],
  ['counterparty', 'naamtegenpartij tegenpartij naam naamtegenrekening'],
  ['reference', 'kenmerk betalingskenmerk'],
  ['balance', 'saldonatrn saldonamutatie'],
  // Portuguese
  ['day', 'datamovimento datalancamento datadomovimento datavalor'],
  ['amount', 'montante valor'],
  ['moneyIn', 'creditos credito entradas'],
  ['moneyOut', 'debitos debito saidas'],
  ['text', 'descricao historico descritivo'],
  ['balance', 'saldocontabilistico saldocontabilisticoaposmovimento'],
  // Swedish, Danish, Norwegian
  ['day', 'bokforingsdag bokforingsdatum bogforingsdato dato bokfortdato'],
  ['amount', 'belopp belob belop'],
  ['moneyIn', 'insattning insattningar inn'],
  ['moneyOut', 'uttag ut'],
  ['text', 'rubrik tekst meddelande beskrivning beskrivelse'],
  ['counterparty', 'namn mottagare avsandare modtager navn'],
  // Polish
  ['day', 'datatransakcji dataoperacji dataksiegowania'],
  ['amount', 'kwota kwotatransakcji kwotaoperacji'],
  ['text', 'tytul opis opisoperacji tytuloperacji opistransakcji'],
  ['counterparty', 'nadawcaodbiorca kontrahent danekontrahenta nazwaodbiorcy'],
]

/** How columns are called that say whether an entry came to be, and in which currency it is. */
const STATES = new Set(['state', 'status', 'info', 'statut', 'estado', 'stato', 'statustransakcji'])
const CURRENCIES = new Set([
  'currency',
  'postedcurrency',
  'waehrung',
  'wahrung',
  'munt',
  'devise',
  'divisa',
  'moneda',
  'moeda',
  'valuta',
  'waluta',
])

const fields = new Map<string, CsvColumn>()
for (const [field, names] of words)
  for (const name of names.split(' ')) if (!fields.has(name)) fields.set(name, field)

/** Letters that are none with a mark on them. */
const OTHER_LETTERS: Readonly<Record<string, string>> = { ß: 'ss', ø: 'o', æ: 'ae', ł: 'l' }

/** A name without accents, spaces and signs. */
const folded = (name: string): string =>
  name
    .toLowerCase()
    .replaceAll(/[ßøæł]/g, (letter) => OTHER_LETTERS[letter] ?? letter)
    .normalize('NFD')
    .replaceAll(/[^a-z0-9]/g, '')

/** A number or a currency behind a name does not make it another column: “Omschrijving-2”, “Gutschrift in CHF”. */
function withoutEnding(name: string): string {
  const [whole, currency = ''] = /[\s(_-]+(?:in\s+)?([A-Z]{3}|euros?)\)?$/i.exec(name) ?? ['']
  const isCurrency = /^euro/i.test(currency) || currencyDigits(currency) !== null
  return isCurrency ? name.slice(0, name.length - whole.length) : name.replace(/[\s-]*\d{1,2}$/, '')
}

/** No name is nearly as long. Each cell at the top of a file is looked at, and patterns take long over what somebody filled up. */
const LONGEST_NAME = 100

/** What a column is by its name, in one of eleven languages; null where nobody knows. */
export const fieldOfHead = (name: string): CsvColumn | null =>
  name.length > LONGEST_NAME
    ? null
    : (fields.get(folded(name)) ?? fields.get(folded(withoutEnding(name))) ?? null)

/** What is left of an amount once a fee is taken off, which is what reaches the account. */
export const isNetHead = (name: string): boolean => ['net', 'netto'].includes(folded(name))
export const isStateHead = (name: string): boolean => STATES.has(folded(name))
export const isCurrencyHead = (name: string): boolean => CURRENCIES.has(folded(name))
