/** Exchange rates in the shapes of chapter 21 §16 and §17. */

export const SDMX_ML = `<?xml version="1.0" encoding="UTF-8"?>
<message:StructureSpecificData
  xmlns:message="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/message"
  xmlns:ss="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/data/structurespecific"
  xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:ns1="urn:sdmx">
  <message:Header>
    <message:ID>a0b824666267ae8eea15fc458b171d57</message:ID>
    <message:Test>false</message:Test>
  </message:Header>
  <message:DataSet ss:dataScope="DataStructure" xsi:type="ns1:DataSetType">
    <Series FREQ="B" BASE_CUR="EUR" QUOTE_CUR="NOK" TENOR="SP" DECIMALS="4" UNIT_MULT="0">
      <Obs TIME_PERIOD="2026-01-13" OBS_VALUE="11.7215"/>
    </Series>
    <Series FREQ="B" BASE_CUR="SEK" QUOTE_CUR="NOK" TENOR="SP" DECIMALS="2" UNIT_MULT="2">
      <Obs TIME_PERIOD="2026-01-13" OBS_VALUE="106.71"/>
    </Series>
  </message:DataSet>
</message:StructureSpecificData>`;

const value = (id: string) => ({ id, name: id });

export const SDMX_JSON = JSON.stringify({
  meta: { id: "example", prepared: "2026-01-14T06:00:00", test: false },
  data: {
    dataSets: [{
      action: "Information",
      series: {
        "0:0:0:0": { attributes: [0, 0, 0, 0], observations: { "0": ["11.7215"] } },
        "0:1:0:0": { attributes: [1, 0, 1, 0], observations: { "0": ["106.71"] } },
      },
    }],
    structure: {
      dimensions: {
        series: [
          { id: "FREQ", keyPosition: 0, values: [value("B")] },
          { id: "BASE_CUR", keyPosition: 1, values: [value("EUR"), value("SEK")] },
          { id: "QUOTE_CUR", keyPosition: 2, values: [value("NOK")] },
          { id: "TENOR", keyPosition: 3, values: [value("SP")] },
        ],
        observation: [{ id: "TIME_PERIOD", values: [value("2026-01-13")] }],
      },
      attributes: {
        series: [
          { id: "DECIMALS", values: [value("4"), value("2")] },
          { id: "CALCULATED", values: [value("false")] },
          { id: "UNIT_MULT", values: [value("0"), value("2")] },
          { id: "COLLECTION", values: [value("C")] },
        ],
      },
    },
  },
});

/** Days with the currencies and rates of each; newest first, as the bank lists them. */
export function ecbFile(
  days: Readonly<Record<string, Readonly<Record<string, string>>>>,
  quote: "'" | '"' = "'",
): string {
  const inQuotes = (text: string) => `${quote}${text}${quote}`;
  const cubes = Object.entries(days).map(([date, rates]) =>
    `<Cube time=${inQuotes(date)}>${
      Object.entries(rates).map(([currency, rate]) =>
        `<Cube currency=${inQuotes(currency)} rate=${inQuotes(rate)}/>`
      ).join("\n")
    }</Cube>`
  );
  return `<?xml version="1.0" encoding="UTF-8"?>
<gesmes:Envelope xmlns:gesmes="http://www.gesmes.org/xml/2002-08-01"
  xmlns="http://www.ecb.int/vocabulary/2002-08-01/eurofxref">
	<gesmes:subject>Reference rates</gesmes:subject>
	<gesmes:Sender><gesmes:name>European Central Bank</gesmes:name></gesmes:Sender>
	<Cube>${cubes.join("\n")}</Cube>
</gesmes:Envelope>`;
}
