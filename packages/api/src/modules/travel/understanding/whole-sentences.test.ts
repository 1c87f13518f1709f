import { expect, test } from 'vitest'
import { placesNamed } from '../places/find-places.ts'
import { placeOf } from '../places/places.ts'
import { understand } from './understand.ts'

/** A Tuesday. */
const how = {
  now: new Date('2026-11-24T09:00:00Z'),
  timeZone: 'Europe/Berlin',
  home: placeOf('berlin-de'),
  currency: 'EUR',
  places: { named: placesNamed },
}

/** Written before any rule was made for them, as people write to a colleague; "?" is what has to be asked, "~" what is assumed. */
const sentences = `
My wife and I want to go to Venice for our anniversary on 14 February, 4 nights, max 1200 euros
  ~berlin-de > venice-it | 2027-02-14 2027-02-18 | 2 | 1200.00 EUR trip
family of four to Crete in the summer holidays, two weeks, all inclusive
  ~berlin-de > heraklion-gr | 2027-06-05 2027-06-19 | 2 | -
Can you book me a return flight Stuttgart - London Heathrow on the 12th of January, coming back the 15th?
  stuttgart-de > london-gb | 2027-01-12 2027-01-15 | 1 | -
2 adults 1 child (6) Frankfurt Tenerife 20.12.-03.01. budget 3500
  frankfurt-de > tenerife-es | 2026-12-20 2027-01-03 | 2+6 | 3500.00 EUR trip
business trip to Zurich next Wednesday, one night, close to the station, no more than 250 a night
  ~berlin-de > zurich-ch | 2026-12-02 2026-12-03 | 1 | 250.00 EUR night
I want to go somewhere warm in February for about a week, under 1000 EUR per person
  ~berlin-de > ? | 2027-02-06 2027-02-13 | 1 | 1000.00 EUR person
cheap flight to Barcelona first weekend of March for three friends
  ~berlin-de > barcelona-es | 2027-03-05 2027-03-07 | 3 | -
Amsterdam on the last weekend of June
  ~berlin-de > amsterdam-nl | 2027-06-25 2027-06-27 | 1 | -
Team of 5 to Amsterdam 9-11 June, need 5 single rooms
  ~berlin-de > amsterdam-nl | 2027-06-09 2027-06-11 | 5 | -
Weekend in Prague with my mother mid April, 600 euro total
  ~berlin-de > prague-cz | 2027-04-16 2027-04-18 | 2 | 600.00 EUR trip
honeymoon Maldives
  ~berlin-de > male-mv | ? ? | 2 | -
Vienna → Tokyo 1 Oct – 14 Oct, premium economy, 2 ppl, 2.5k each
  vienna-at > tokyo-jp | 2027-10-01 2027-10-14 | 2 | 2500.00 EUR person
Please find me a flight and a hotel in Copenhagen from Monday to Wednesday next week
  ~berlin-de > copenhagen-dk | 2026-11-30 2026-12-02 | 1 | -
Lisbon 3 nights from 10 December
  ~berlin-de > lisbon-pt | 2026-12-10 2026-12-13 | 1 | -
going to Milan for Salone on April 20 2027 and returning April 26, vegetarian breakfast, quiet room
  ~berlin-de > milan-it | 2027-04-20 2027-04-26 | 1 | -
Leave Hamburg on Friday after 5pm and return on Sunday evening, destination Oslo
  hamburg-de > oslo-no | 2026-11-27 2026-11-29 | 1 | -
Munich to Palma, 17 July, 10 days, 2 adults and 2 kids aged 4 and 9, hotel with pool, not more than 2.800 €
  munich-de > palma-de-mallorca-es | 2027-07-17 2027-07-26 | 2+4+9 | 2800.00 EUR trip
Take me to Porto over Easter
  ~berlin-de > porto-pt | 2027-03-26 2027-03-29 | 1 | -
from BER to CDG on 2/3/2027 until 5/3/2027
  berlin-de > paris-fr | 2027-03-02 2027-03-05 | 1 | -
Dublin for St Patrick's Day, 3 nights, 4 people, £1,200
  ~berlin-de > dublin-ie | 2027-03-16 2027-03-19 | 4 | 1200.00 GBP trip
I'd like to fly business class to Singapore at the end of January for 10 nights
  ~berlin-de > singapore-sg | 2027-01-23 2027-02-02 | 1 | -
Direct flight to Athens on May 1st, one way
  ~berlin-de > athens-gr | 2027-05-01 ? | 1 | -
Nuremberg to Warsaw, day trip on 18 January
  nuremberg-de > warsaw-pl | 2027-01-18 2027-01-18 | 1 | -
Rome for 5 days at the beginning of September with a rental car
  ~berlin-de > rome-it | 2027-09-04 2027-09-08 | 1 | -
trip for one person, Leipzig to Geneva, Jan 11 through Jan 13, hotel under 150 per night
  leipzig-de > geneva-ch | 2027-01-11 2027-01-13 | 1 | 150.00 EUR night
We are 6 people and want to ski in Innsbruck from 6 to 13 February
  ~berlin-de > innsbruck-at | 2027-02-06 2027-02-13 | 6 | -
to Stockholm on the 3rd and back on the 6th
  ~berlin-de > stockholm-se | 2026-12-03 2026-12-06 | 1 | -
between 5 and 12 August, Faro, couple, 1500 max
  ~berlin-de > faro-pt | 2027-08-05 2027-08-12 | 2 | 1500.00 EUR trip
New York for Christmas, 7 nights, 2 adults, a 12 year old and a baby
  ~berlin-de > new-york-us | 2026-12-24 2026-12-31 | 2+0+12 | -
Seville 24-28 Apr two of us about 800 euros all in
  ~berlin-de > seville-es | 2027-04-24 2027-04-28 | 2 | 800.00 EUR trip
Edinburgh in August for four nights, we're two adults with a toddler
  ~berlin-de > edinburgh-gb | 2027-08-07 2027-08-11 | 2 | -
Need hotel in Brussels 2 nights starting 1 December, 1 person, budget 300
  ~berlin-de > brussels-be | 2026-12-01 2026-12-03 | 1 | 300.00 EUR trip
Tallinn next month, 3 nights
  ~berlin-de > tallinn-ee | 2026-12-04 2026-12-07 | 1 | -
fly out 30 Dec fly home 2 Jan Düsseldorf Reykjavik 2 pax
  dusseldorf-de > reykjavik-is | 2026-12-30 2027-01-02 | 2 | -
Krakow from the 5th of March till the 9th for a group of eight
  ~berlin-de > krakow-pl | 2027-03-05 2027-03-09 | 8 | -
one way ticket Cologne to Istanbul 15 Feb under 120
  cologne-de > istanbul-tr | 2027-02-15 ? | 1 | 120.00 EUR trip
three days in Bologna from 12 March, single traveller, max. €450
  ~berlin-de > bologna-it | 2027-03-12 2027-03-14 | 1 | 450.00 EUR trip
Naples the last week of May, two adults
  ~berlin-de > naples-it | 2027-05-25 2027-05-31 | 2 | -
Ascension weekend in Vienna
  ~berlin-de > vienna-at | 2027-05-05 2027-05-09 | 1 | -
Thanksgiving in Boston with my husband
  ~berlin-de > boston-us | 2026-11-25 2026-11-29 | 2 | -
the fifth to the eighth of June in Ghent
  ~berlin-de > gent-be | 2027-06-05 2027-06-08 | 1 | -
I need to be in Madrid by Tuesday morning for a trade fair, back Thursday night
  ~berlin-de > madrid-es | 2026-12-01 2026-12-03 | 1 | -
Go to Budapest the week after next, Tue-Fri
  ~berlin-de > budapest-hu | 2026-12-08 2026-12-11 | 1 | -
Copenhagen next week, Monday to Wednesday
  ~berlin-de > copenhagen-dk | 2026-11-30 2026-12-02 | 1 | -
Oslo on Thursday of next week for two nights
  ~berlin-de > oslo-no | 2026-12-03 2026-12-05 | 1 | -
Two of us from Frankfurt to Malaga, Nov 30 - Dec 4, up to 1100 euros in total
  frankfurt-de > malaga-es | 2026-11-30 2026-12-04 | 2 | 1100.00 EUR trip
Looking for a trip to Marrakech between Christmas and New Year for 2 adults
  ~berlin-de > marrakech-ma | 2026-12-27 2026-12-31 | 2 | -
I want to take my team of four to Barcelona for the Mobile World Congress, 1 March to 4 March 2027, hotel max 180 per night each
  ~berlin-de > barcelona-es | 2027-03-01 2027-03-04 | 4 | 180.00 EUR night
Hi! can we get a cheap weekend in Dublin sometime in January please?
  ~berlin-de > dublin-ie | 2027-01-01 2027-01-03 | 1 | -
Berlin - Paris, Fri 15 Jan to Sun 17 Jan, 1 person, direct only
  berlin-de > paris-fr | 2027-01-15 2027-01-17 | 1 | -
Zurich to London City on the 7th of December, returning the same day
  zurich-ch > london-gb | 2026-12-07 2026-12-07 | 1 | -
I have 600 euros. Where can I go for 4 nights in April with my girlfriend?
  ~berlin-de > ? | 2027-04-03 2027-04-07 | 2 | 600.00 EUR trip
Book Hamburg to Palma de Mallorca from the twelfth to the nineteenth of June for 2 adults and 1 infant
  hamburg-de > palma-de-mallorca-es | 2027-06-12 2027-06-19 | 2+0 | -
Prague, 2-4 Feb, me + 2 colleagues, separate rooms, near the centre
  ~berlin-de > prague-cz | 2027-02-02 2027-02-04 | 3 | -
San Francisco in October for ten days, business class, budget 8,000 dollars
  ~berlin-de > san-francisco-us | 2027-10-02 2027-10-11 | 1 | 8000.00 USD trip
Anniversary trip to Florence, 3 nights at the end of May, romantic hotel, no more than 900€
  ~berlin-de > florence-it | 2027-05-21 2027-05-24 | 1 | 900.00 EUR trip
Sydney from 3rd February 2027 to 24th February 2027
  ~berlin-de > sydney-au | 2027-02-03 2027-02-24 | 1 | -
fly from Vienna to Lisbon on December 28th, return on January 2nd, 2 travellers
  vienna-at > lisbon-pt | 2026-12-28 2027-01-02 | 2 | -
Next Friday to Sunday, Rome, two adults
  ~berlin-de > rome-it | 2026-12-04 2026-12-06 | 2 | -
Hotel and flight to Valencia for 5 nights starting 6 May 2027, 2 people, 1400 EUR max
  ~berlin-de > valencia-es | 2027-05-06 2027-05-11 | 2 | 1400.00 EUR trip
Cologne to Nice for the Monaco boat show 23/09/2027 to 26/09/2027
  cologne-de > nice-fr | 2027-09-23 2027-09-26 | 1 | -
Manchester-Malta 10/12/26-17/12/26 2 adults 2 children (3,5)
  ? > valletta-mt | 2026-12-10 2026-12-17 | 2+3+5 | -
a week in Madeira in March, hiking, small hotel, under 800 per person
  ~berlin-de > funchal-pt | 2027-03-06 2027-03-13 | 1 | 800.00 EUR person
Stuttgart to Bilbao with 3 friends, long weekend in May
  stuttgart-de > bilbao-es | 2027-05-07 2027-05-10 | 4 | -
Gothenburg. 14 January. Three nights. One person. Max 500 euro.
  ~berlin-de > gothenburg-se | 2027-01-14 2027-01-17 | 1 | 500.00 EUR trip
we want to leave Düsseldorf on 20 July and stay 2 weeks in Rhodes, 2 adults and children of 7 and 11
  dusseldorf-de > rhodes-gr | 2027-07-20 2027-08-03 | 2+7+11 | -
Birmingham UK to Amsterdam, 5th-7th March, 2 pax, £400
  birmingham-gb > amsterdam-nl | 2027-03-05 2027-03-07 | 2 | 400.00 GBP trip
Trip to Tokyo for 12 nights in late March for cherry blossom, 2 people, 5000 euros
  ~berlin-de > tokyo-jp | 2027-03-27 2027-04-08 | 2 | 5000.00 EUR trip
any direct flight from Munich to Catania around 10 April for one week?
  munich-de > catania-it | 2027-04-10 2027-04-17 | 1 | -
flight only to Kyiv
  ~berlin-de > kyiv-ua | ? ? | 1 | -
Leipzig → Wien 4.–6. Dezember 2026
  leipzig-de > vienna-at | 2026-12-04 2026-12-06 | 1 | -
short trip to Luxembourg this Thursday and Friday
  ~berlin-de > luxembourg-lu | 2026-11-26 2026-11-27 | 1 | -
from tomorrow till Sunday in Salzburg
  ~berlin-de > salzburg-at | 2026-11-25 2026-11-29 | 1 | -
Lisbon, Easter, family with two kids 8 and 10, 2000 total
  ~berlin-de > lisbon-pt | 2027-03-26 2027-03-29 | 2+8+10 | -
day after tomorrow to Warsaw, back on Saturday
  ~berlin-de > warsaw-pl | 2026-11-26 2026-11-28 | 1 | -
2 people to Iceland in February, northern lights, 4 nights, at most 1600
  ~berlin-de > reykjavik-is | 2027-02-06 2027-02-10 | 2 | 1600.00 EUR trip
Munich to New York JFK, 11 March to 18 March, business class
  munich-de > new-york-us | 2027-03-11 2027-03-18 | 1 | -
Go from Basel to Ibiza 1st to 8th of August with my family
  basel-ch > ibiza-es | 2027-08-01 2027-08-08 | 2 | -
Hanover Manchester 19 January 2 nights 1 traveler
  hanover-de > ? | 2027-01-19 2027-01-21 | 1 | -
Milan Malpensa to Berlin Brandenburg 3 May
  milan-it > berlin-de | 2027-05-03 ? | 1 | -
three of us need to get to Gdansk by 4 December and be back in Berlin on the 6th
  ~berlin-de > gdansk-pl | 2026-12-04 2026-12-06 | 3 | -
A romantic weekend for two in Verona in the middle of June
  ~berlin-de > verona-it | 2027-06-11 2027-06-13 | 2 | -
flight + hotel Helsinki 1-3 March for me and a colleague, separate rooms
  ~berlin-de > helsinki-fi | 2027-03-01 2027-03-03 | 2 | -
short break in Ljubljana, Thursday 10 to Sunday 13 December
  ~berlin-de > ljubljana-si | 2026-12-10 2026-12-13 | 1 | -
Take my parents (2) and me to Lourdes in October for 4 nights
  ~berlin-de > tarbes-fr | 2027-10-02 2027-10-06 | 3 | -
half a dozen of us to Krakow 5 to 7 Feb
  ~berlin-de > krakow-pl | 2027-02-05 2027-02-07 | 6 | -
`
  .trim()
  .split(/\n(?! )/)
  .map((pair) => pair.split('\n  ') as [string, string])

test.each(sentences)('%s (TRV-1)', (text, expected) => {
  const { slots, faults } = understand(text, how)
  const { from, to, depart, returning, party, budget } = slots
  const where = `${from?.source === 'assumed' ? '~' : ''}${from?.value.id ?? '?'} > ${to?.value.id ?? '?'}`
  const when = `${depart?.value ?? '?'} ${returning?.value ?? '?'}`
  const who = [party.value.adults, ...party.value.childAges].join('+')
  const most = budget ? `${budget.value.amount} ${budget.value.currency} ${budget.value.per}` : '-'
  expect([where, when, who, most].join(' | ')).toBe(expected)
  expect(faults).toEqual([])
})
