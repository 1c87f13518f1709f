import type { CsvColumn } from '../schema.ts'

/** How banks call it, without accents, spaces and signs; the first that fits counts. */
const words: readonly (readonly [field: CsvColumn, names: string])[] = [
  // English
  ['day', 'date bookingdate transactiondate posteddate postingdate completeddate startdate dateposted'],
  ['amount', 'amount transactionamount value amounteur amountgbp amountusd'],
  ['moneyIn', 'credit credits moneyin paidin creditamount deposit deposits in received'],
  ['moneyOut', 'debit debits moneyout paidout debitamount withdrawal withdrawals out spent'],
  ['mark', 'creditdebit debitcredit creditdebitindicator crdr drcr direction'],
  [
    'text',
    'text description details narrative memo transactiondescription particulars message purpose notes',
  ],
  ['counterparty', 'name payee counterparty payeename beneficiary merchant nameofcounterparty payerpayee'],
  ['reference', 'reference ref paymentreference customerreference transactionreference'],
  ['balance', 'balance runningbalance balanceafter'],
  // German
  ['day', 'buchungstag buchungsdatum datum buchung'],
  ['amount', 'betrag betrageur umsatz umsatzineur betragineur'],
  ['moneyIn', 'haben eingang gutschrift habeneur'],
  ['moneyOut', 'soll ausgang belastung lastschrift solleur'],
  ['mark', 'sollhaben sollhabenkennzeichen sh kennzeichen'],
  ['text', 'verwendungszweck buchungstext beschreibung vorgangverwendungszweck'],
  [
    'counterparty',
    'auftraggeberempfanger beguenstigterzahlungspflichtiger begunstigterzahlungspflichtiger namezahlungsbeteiligter empfanger auftraggeber zahlungsempfanger zahlungsempfangerin zahlungspflichtigezahlungsempfangerin',
  ],
  ['reference', 'referenz kundenreferenz kundenreferenzendtoend mandatsreferenz'],
  ['balance', 'saldo saldonachbuchung kontostand'],
  // French
  ['day', 'dateoperation datedoperation datecomptable datedecomptabilisation'],
  ['amount', 'montant montanteur montantdeloperation'],
  ['moneyIn', 'crediteuros crediteur'],
  ['moneyOut', 'debiteuros debiteur'],
  ['mark', 'sens'],
  ['text', 'libelle libelleoperation libelledeloperation detail communication libellesimplifie'],
  ['counterparty', 'beneficiaire contrepartie nomdelacontrepartie tiers'],
  ['balance', 'solde'],
  // Spanish
  ['day', 'fecha fechaoperacion fechacontable fechadeoperacion'],
  ['amount', 'importe importeeur'],
  ['moneyIn', 'abono abonos ingreso ingresos haber'],
  ['moneyOut', 'cargo cargos gasto gastos debe'],
  ['text', 'concepto descripcion observaciones movimiento'],
  ['counterparty', 'beneficiario ordenante beneficiarioordenante'],
  ['reference', 'referencia'],
  // Italian
  ['day', 'data datacontabile dataoperazione datacontabilizzazione'],
  ['amount', 'importo importoeur'],
  ['moneyIn', 'entrate entrata avere accrediti accredito'],
  ['moneyOut', 'uscite uscita dare addebiti addebito'],
  ['text', 'descrizione causale descrizioneoperazione descrizionecompleta'],
  ['counterparty', 'controparte ordinante ordinantebeneficiario'],
  ['reference', 'riferimento'],
  // Dutch
  ['day', 'boekdatum boekingsdatum transactiedatum valutadatum'],
  ['amount', 'bedrag bedrageur transactiebedrag'],
  ['moneyIn', 'bij ontvangsten'],
  ['moneyOut', 'af uitgaven'],
  ['mark', 'afbij bijaf debetcredit creditdebet'],
  ['text', 'omschrijving mededelingen omschrijving1 naamomschrijving'],
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
]

const fields = new Map<string, CsvColumn>()
for (const [field, names] of words)
  for (const name of names.split(' ')) if (!fields.has(name)) fields.set(name, field)

/** What a column is by its name, in one of seven languages; null where nobody knows. */
export const fieldOfHead = (name: string): CsvColumn | null =>
  fields.get(
    name
      .toLowerCase()
      .replaceAll('ß', 'ss')
      .normalize('NFD')
      .replaceAll(/[^a-z0-9]/g, ''),
  ) ?? null
