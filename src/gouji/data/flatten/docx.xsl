<?xml version="1.0" encoding="UTF-8"?>
<!-- The body of a Word document as marked text (see gouji.read.marked), as it prints: insertions
     kept, deletions and hidden text dropped, text boxes after their paragraph. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"
                xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"
                xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">
  <xsl:output method="text"/>

  <xsl:template match="text()"/>
  <xsl:template match="w:t | m:t"><xsl:value-of select="."/></xsl:template>
  <xsl:template match="w:r/w:tab"><xsl:text>&#9;</xsl:text></xsl:template>
  <xsl:template match="w:br | w:cr"><xsl:text>&#xFDD9;</xsl:text></xsl:template>
  <xsl:template match="w:noBreakHyphen"><xsl:text>-</xsl:text></xsl:template>
  <xsl:template match="w:pPr | w:rPr | w:tblPr | w:tblGrid | w:trPr | w:tcPr | w:sdtPr | w:sectPr"/>
  <xsl:template match="w:del | w:moveFrom | w:rt | w:tr[w:trPr/w:del]"/>
  <xsl:template match="w:r[w:rPr/w:vanish[not(@w:val = '0' or @w:val = 'false')]]"/>

  <xsl:template match="w:p">
    <xsl:if test="w:pPr/w:numPr or w:pPr/w:pStyle">
      <xsl:value-of select="concat('&#xFDDA;', w:pPr/w:numPr/w:numId/@w:val, ',',
                                   w:pPr/w:numPr/w:ilvl/@w:val, ',',
                                   w:pPr/w:pStyle/@w:val, '&#xFDD6;')"/>
    </xsl:if>
    <xsl:apply-templates/>
    <xsl:if test="not(w:pPr/w:rPr/w:del)"><xsl:text>&#xFDD9;</xsl:text></xsl:if>
    <xsl:variable name="depth" select="count(ancestor-or-self::w:p)"/>
    <xsl:for-each select=".//w:txbxContent[count(ancestor::w:p) = $depth]
                                          [not(ancestor::mc:Fallback[../mc:Choice//w:t])]">
      <xsl:apply-templates/>
    </xsl:for-each>
  </xsl:template>
  <xsl:template match="w:txbxContent"/>
  <xsl:template match="mc:AlternateContent[mc:Choice//w:t]"><xsl:apply-templates select="mc:Choice"/></xsl:template>

  <xsl:template match="w:tbl">
    <xsl:text>&#xFDD0;</xsl:text><xsl:apply-templates/><xsl:text>&#xFDD1;</xsl:text>
  </xsl:template>
  <xsl:template match="w:tr">
    <xsl:value-of select="concat('&#xFDD2;', w:trPr/w:gridBefore/@w:val, '&#xFDD6;')"/>
    <xsl:apply-templates/>
  </xsl:template>
  <xsl:template match="w:tc">
    <xsl:value-of select="concat('&#xFDD3;', w:tcPr/w:gridSpan/@w:val, ',')"/>
    <xsl:if test="w:tcPr/w:vMerge[not(@w:val = 'restart')]">below</xsl:if>
    <xsl:text>&#xFDD6;</xsl:text>
    <xsl:apply-templates/>
  </xsl:template>
  <xsl:template match="w:tc[w:tcPr/w:hMerge[not(@w:val = 'restart')]]"/>
</xsl:stylesheet>
