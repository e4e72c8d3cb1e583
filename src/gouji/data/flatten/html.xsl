<?xml version="1.0" encoding="UTF-8"?>
<!-- A web page as marked text (see gouji.read.marked): what is a block, a table, a link, hidden. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:output method="text"/>

  <xsl:template match="pre/text()">
    <xsl:value-of select="translate(., '&#10;', '&#xFDD9;')"/>
  </xsl:template>

  <xsl:template match="head | script | style | template | noscript | iframe | object | svg | select
                       | button | rt | rp"/>

  <xsl:template match="p | h1 | h2 | h3 | h4 | h5 | h6 | li | dt | dd | blockquote | pre | caption
                       | figure | figcaption | option | address | hr">
    <xsl:text>&#xFDD9;</xsl:text><xsl:apply-templates/><xsl:text>&#xFDD9;</xsl:text>
  </xsl:template>
  <xsl:template match="br"><xsl:text>&#xFDD9;</xsl:text></xsl:template>

  <xsl:template match="body | div | main | article | section | header | footer | nav | aside | form
                       | center | fieldset | ul | dl | hidden">
    <xsl:value-of select="concat('&#xFDD9;&#xFDD4;', name(), ' ', @class, ' ', @id, '&#xFDD6;')"/>
    <xsl:apply-templates/>
    <xsl:text>&#xFDD9;&#xFDD5;</xsl:text>
  </xsl:template>

  <!-- a numbered list shows numbers that are nowhere in its text -->
  <xsl:template match="ol">
    <xsl:for-each select="li">
      <xsl:value-of select="concat('&#xFDD9;', position(), '.')"/>
      <xsl:apply-templates/>
      <xsl:text>&#xFDD9;</xsl:text>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="table">
    <xsl:text>&#xFDD9;&#xFDD0;</xsl:text><xsl:apply-templates/><xsl:text>&#xFDD1;&#xFDD9;</xsl:text>
  </xsl:template>
  <xsl:template match="tr">
    <xsl:text>&#xFDD2;&#xFDD6;</xsl:text><xsl:apply-templates/>
  </xsl:template>
  <xsl:template match="td | th">
    <xsl:text>&#xFDD3;</xsl:text><xsl:value-of select="@colspan"/>
    <xsl:text>,</xsl:text><xsl:value-of select="@rowspan"/>
    <xsl:text>&#xFDD6;</xsl:text><xsl:apply-templates/>
  </xsl:template>

  <xsl:template match="a[@href]">
    <xsl:text>&#xFDD7;</xsl:text><xsl:apply-templates/><xsl:text>&#xFDD8;</xsl:text>
  </xsl:template>

</xsl:stylesheet>
